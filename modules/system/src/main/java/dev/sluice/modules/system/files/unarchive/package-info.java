/** The module unarchive. */
@NullMarked
package dev.sluice.modules.system.files.unarchive;

import org.jspecify.annotations.NullMarked;
