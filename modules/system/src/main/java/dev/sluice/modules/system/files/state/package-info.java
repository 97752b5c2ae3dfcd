/** The modules file and tempfile. */
@NullMarked
package dev.sluice.modules.system.files.state;

import org.jspecify.annotations.NullMarked;
