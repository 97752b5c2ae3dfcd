/** Working copies of repositories. */
@NullMarked
package dev.sluice.modules.system.repositories;

import org.jspecify.annotations.NullMarked;
