package dev.sluice.inventory;

import dev.sluice.spi.value.Secret;
import java.util.ArrayList;
import java.util.List;

/** The passwords of vault files. */
@FunctionalInterface
public interface VaultPasswords {
    /** No passwords: nothing encrypted can be read. */
    VaultPasswords NONE = label -> List.of();

    /**
     * The passwords to try.
     *
     * @param label the vault id of the encrypted text, e.g. {@code prod}; empty if it has none
     * @return most likely first; empty if there are none
     */
    List<Secret> candidates(String label);

    /**
     * A password and the vault id that it belongs to.
     *
     * @param label empty for any
     */
    record Labelled(String label, Secret password) {}

    /** Tries passwords with the right label first and then all others, as Ansible does. */
    static VaultPasswords of(List<Labelled> passwords) {
        return label -> {
            List<Secret> ordered = new ArrayList<>();
            passwords.stream().filter(each -> each.label().equals(label)).forEach(each -> ordered.add(each.password()));
            passwords.stream()
                    .filter(each -> !each.label().equals(label))
                    .forEach(each -> ordered.add(each.password()));
            return ordered;
        };
    }
}
