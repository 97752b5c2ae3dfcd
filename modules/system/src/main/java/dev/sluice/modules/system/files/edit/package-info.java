/** The modules that edit text files: lineinfile, blockinfile and replace. */
@NullMarked
package dev.sluice.modules.system.files.edit;

import org.jspecify.annotations.NullMarked;
