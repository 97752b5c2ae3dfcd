/** The family of modules for one Linux host: commands, packages, services, users, mounts and files. */
@NullMarked
package dev.sluice.modules.system;

import org.jspecify.annotations.NullMarked;
