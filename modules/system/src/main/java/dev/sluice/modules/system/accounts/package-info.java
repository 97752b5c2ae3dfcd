/** Users and groups as other modules refer to them: by name or number. */
@NullMarked
package dev.sluice.modules.system.accounts;

import org.jspecify.annotations.NullMarked;
