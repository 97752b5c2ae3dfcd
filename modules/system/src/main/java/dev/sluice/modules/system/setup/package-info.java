/** What is known about a host: Ansible's facts, gathered in one round trip without Python. */
@NullMarked
package dev.sluice.modules.system.setup;

import org.jspecify.annotations.NullMarked;
