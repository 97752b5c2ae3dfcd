/** Logical volumes: facts, effects and the module that manages them. */
@NullMarked
package dev.sluice.modules.storage.lvm;

import org.jspecify.annotations.NullMarked;
