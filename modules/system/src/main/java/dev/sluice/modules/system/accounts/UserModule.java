package dev.sluice.modules.system.accounts;

import dev.sluice.spi.Description;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Module;
import dev.sluice.spi.Parameter;
import dev.sluice.spi.Plan;
import dev.sluice.spi.SuspectedEffect;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Manages users, as Ansible's {@code user}. */
public final class UserModule implements Module<UserModule.Parameters> {
    /** When an existing password is replaced. */
    enum UpdatePassword {
        ALWAYS,
        ON_CREATE
    }

    @Description(
            value =
                    "Creates, changes and removes users with useradd(8), usermod(8) and userdel(8). The password is given as a"
                            + " hash and handed over on standard input. In a check the new home and what comes from the skeleton"
                            + " are there for later tasks.",
            example = """
                    - user:
                        name: offsite
                        system: true
                        shell: /usr/sbin/nologin
                        groups: [disk]
                        append: true
                    """,
            returns = {
                "name: the user",
                "uid: its number",
                "group: the number of its primary group",
                "groups: the other groups as asked for, separated by commas",
                "home: its home directory",
                "shell: its login shell",
                "comment: its description",
                "state: what was asked for"
            },
            refuses = {
                "authorization, hidden, login_class, profile, role: they mean nothing on Linux",
                "generate_ssh_key, ssh_key_bits, ssh_key_comment, ssh_key_file, ssh_key_passphrase, "
                        + "ssh_key_type: make a key with `command: ssh-keygen` and `creates`",
                "local: accounts are managed with useradd(8) and related programs, never with libuser",
                "seuser: labels of SELinux are not managed",
                "umask: the permission bits of a home are those of login.defs"
            })
    record Parameters(
            @Parameter(value = "The user.", required = true, aliases = "user", line = true)
            String name,

            @Parameter(value = "Whether there is such a user.", defaultValue = "present")
            GroupModule.State state,

            @Parameter("Its number; the system chooses if not given.") @Nullable
            Long uid,

            @Parameter("Whether the number may belong to another user too.")
            boolean non_unique,

            @Parameter(value = "Its primary group, by name or number.", line = true) @Nullable
            String group,

            @Parameter(value = "Its other groups; an empty list takes it out of all.", split = true, line = true)
            @Nullable
            List<String> groups,

            @Parameter("Whether the other groups are added to those it has.")
            boolean append,

            @Parameter(value = "Its description (GECOS).", line = true) @Nullable
            String comment,

            @Parameter(value = "Its home directory.", line = true) @Nullable
            String home,

            @Parameter(
                    value =
                            "Whether to create the home directory if it does not exist, for a new and for an existing user.",
                    aliases = "createhome",
                    defaultValue = "true")
            boolean create_home,

            @Parameter("Whether an existing home is moved when `home` changes.")
            boolean move_home,

            @Parameter("A directory whose files a new home gets; `/etc/skel` if not given.") @Nullable
            String skeleton,

            @Parameter(value = "Its login shell.", line = true) @Nullable
            String shell,

            @Parameter("Whether a new user gets a number of the system's range.")
            boolean system,

            @Parameter(value = "The hash of its password, as in shadow(5).", secret = true, line = true) @Nullable
            String password,

            @Parameter(value = "When an existing password is replaced.", defaultValue = "always")
            UpdatePassword update_password,

            @Parameter("Whether the password is locked.") @Nullable
            Boolean password_lock,

            @Parameter("After how many days the password must be changed.") @Nullable
            Long password_expire_max,

            @Parameter("For how many days the password must be kept.") @Nullable
            Long password_expire_min,

            @Parameter("When the account ends, in seconds since 1970; negative for never.") @Nullable
            Double expires,

            @Parameter("With `state: absent`, whether home and mail go too. Destroys them.")
            boolean remove,

            @Parameter("With `state: absent`, whether a user who is logged in is removed.")
            boolean force) {}

    @Override
    public String name() {
        return "user";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public Plan plan(Parameters wanted, Facts facts) {
        return new UserPlan(wanted, facts).plan();
    }

    @Override
    public List<Effect> undecided(Parameters wanted, String reason) {
        String home = wanted.home() == null ? "/home/" + wanted.name() : wanted.home();
        return List.of(new SuspectedEffect(Set.of(wanted.name(), home), reason));
    }
}
