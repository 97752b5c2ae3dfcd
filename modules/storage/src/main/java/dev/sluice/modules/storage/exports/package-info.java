/** NFS exports: the file, the kernel's table, and the module that manages entries one by one. */
@NullMarked
package dev.sluice.modules.storage.exports;

import org.jspecify.annotations.NullMarked;
