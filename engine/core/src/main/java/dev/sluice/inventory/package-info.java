/**
 * Which hosts there are, how they are grouped, and which variables they have: Ansible's inventories, group_vars and
 * host_vars, host patterns and vault files, as its documentation describes them.
 */
@NullMarked
package dev.sluice.inventory;

import org.jspecify.annotations.NullMarked;
