/** The modules that manage files, under the names and with the parameters of Ansible's. */
@NullMarked
package dev.sluice.modules.system.files.module;

import org.jspecify.annotations.NullMarked;
