package dev.sluice.cli;

import dev.sluice.inventory.VaultPasswordFile;
import dev.sluice.inventory.VaultPasswords;
import dev.sluice.source.Diagnostics;
import dev.sluice.spi.value.Secret;
import java.io.Console;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Where the passwords of encrypted values and files come from. Names and variables are Ansible's. */
final class VaultArguments {
    @Option(
            names = {"--vault-password-file", "--vault-pass-file"},
            paramLabel = "FILE",
            description = "File with the password for encrypted variables and files, or a program that prints it"
                    + " (also ANSIBLE_VAULT_PASSWORD_FILE).")
    List<Path> files = new ArrayList<>();

    @Option(
            names = "--vault-id",
            paramLabel = "[LABEL@]SOURCE",
            description = "Password of a vault id: a file, a program, or 'prompt' to ask (also"
                    + " ANSIBLE_VAULT_IDENTITY_LIST). May be given several times.")
    List<String> ids = new ArrayList<>();

    @Option(
            names = {"-J", "--ask-vault-pass", "--ask-vault-password"},
            description = "Ask for the vault password.")
    boolean ask;

    /**
     * The passwords.
     *
     * @param announce is told each of them
     * @throws UsageException if one is to be asked for, and there is no terminal
     */
    VaultPasswords read(Diagnostics diagnostics, Consumer<Secret> announce) {
        List<VaultPasswords.Labelled> passwords = new ArrayList<>();
        for (String id : ids()) {
            int at = id.indexOf('@');
            String label = at < 0 ? "" : id.substring(0, at);
            String source = id.substring(at + 1);
            Optional<Secret> password = source.equals("prompt") || source.equals("prompt_ask_vault_pass")
                    ? Optional.of(asked(label))
                    : VaultPasswordFile.read(path(source), diagnostics);
            password.ifPresent(found -> {
                announce.accept(found);
                passwords.add(new VaultPasswords.Labelled(label.equals("default") ? "" : label, found));
            });
        }
        return VaultPasswords.of(passwords);
    }

    /** Every source as {@code label@source}; those of the environment count where the command line names none. */
    private List<String> ids() {
        List<String> all = new ArrayList<>(ids);
        files.forEach(file -> all.add("@" + file));
        if (ask) {
            all.add("@prompt");
        }
        if (all.isEmpty()) {
            Stream.of(variable("ANSIBLE_VAULT_IDENTITY_LIST").split(","))
                    .map(String::strip)
                    .filter(id -> !id.isEmpty())
                    .forEach(all::add);
            String file = variable("ANSIBLE_VAULT_PASSWORD_FILE");
            if (!file.isEmpty()) {
                all.add("@" + file);
            }
        }
        return all;
    }

    private static String variable(String name) {
        String value = System.getenv(name);
        return value == null ? "" : value;
    }

    private static Path path(String source) {
        String home = System.getProperty("user.home", "/");
        return Path.of(source.startsWith("~/") ? home + source.substring(1) : source);
    }

    private static Secret asked(String label) {
        Console console = System.console();
        if (console == null) {
            throw new UsageException("cannot ask for the vault password: not a terminal; name a file that holds it with"
                    + " --vault-password-file");
        }
        String prompt = label.isEmpty() ? "Vault password: " : "Vault password (" + label + "): ";
        return new Secret(String.valueOf(console.readPassword("%s", prompt)));
    }
}
