/** What the modules that change files have in common: contents, attributes, directories and links. */
@NullMarked
package dev.sluice.modules.system.files.change;

import org.jspecify.annotations.NullMarked;
