/** Units of systemd and services of other init systems. */
@NullMarked
package dev.sluice.modules.system.services;

import org.jspecify.annotations.NullMarked;
