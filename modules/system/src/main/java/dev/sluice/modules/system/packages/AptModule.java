package dev.sluice.modules.system.packages;

import dev.sluice.spi.Description;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Module;
import dev.sluice.spi.Parameter;
import dev.sluice.spi.Plan;
import dev.sluice.spi.value.Answer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Manages packages of Debian and its kin, as Ansible's {@code apt}. */
public final class AptModule implements Module<AptModule.Parameters> {
    /** What is wanted of the packages. */
    enum State {
        ABSENT,
        BUILD_DEP,
        FIXED,
        LATEST,
        PRESENT
    }

    /** Which upgrade of everything is wanted. */
    enum Upgrade {
        DIST,
        FULL,
        NO,
        SAFE,
        YES
    }

    @Description(
            value =
                    "Installs, upgrades and removes Debian packages. In a check the packages that come along are known from"
                            + " apt's own simulation; the files, users and units that they bring are unknown afterwards instead of"
                            + " missing.",
            example = """
                    - apt:
                        name: nfs-kernel-server
                        update_cache: true
                        cache_valid_time: 86400
                    """,
            returns = {
                "cache_updated: whether the lists of packages were updated",
                "cache_update_time: when that was last, in seconds since 1970",
                "stdout: the output of apt-get",
                "stderr: its error output"
            },
            refuses = {
                "force: it would install unsigned packages and remove held ones; say which with "
                        + "`allow_unauthenticated`, `allow_downgrade` or `allow_change_held_packages`",
                "policy_rc_d: a service that a package starts is not held back; mask it before with " + "`systemd`"
            })
    record Parameters(
            @Parameter(
                    value = "Packages, each as `name` or `name=version`.",
                    aliases = {"package", "pkg"},
                    split = true)
            List<String> name,

            @Parameter(
                    value = "`latest` upgrades what is installed. With a stale list of packages it cannot be known"
                            + " beforehand whether there is something newer; give `cache_valid_time`.",
                    defaultValue = "present")
            State state,

            @Parameter(value = "Whether the lists of packages are updated first.", aliases = "update-cache") @Nullable
            Boolean update_cache,

            @Parameter(
                    value = "How old the lists may be, in seconds, before they are updated; implies `update_cache`.",
                    defaultValue = "0")
            long cache_valid_time,

            @Parameter(value = "How often fetching the lists is tried.", defaultValue = "5")
            int update_cache_retries,

            @Parameter(value = "The longest pause between two tries, in seconds.", defaultValue = "12")
            int update_cache_retry_max_delay,

            @Parameter("With `state: absent`, whether configuration files go too.")
            boolean purge,

            @Parameter("Whether packages that nothing needs any more are removed.")
            boolean autoremove,

            @Parameter("Whether packages that can no longer be downloaded are removed from the cache.")
            boolean autoclean,

            @Parameter("Whether the cache of downloaded packages is emptied.")
            boolean clean,

            @Parameter("A package file on the host to install.") @Nullable
            String deb,

            @Parameter(
                    value = "Whether recommended packages come along; apt's configuration decides if not given.",
                    aliases = "install-recommends")
            @Nullable
            Boolean install_recommends,

            @Parameter(value = "The release to take packages from.", aliases = "default-release") @Nullable
            String default_release,

            @Parameter(
                    value = "Whether an older version may be installed.",
                    aliases = {"allow-downgrade", "allow_downgrades", "allow-downgrades"})
            boolean allow_downgrade,

            @Parameter(value = "Whether unsigned packages may be installed.", aliases = "allow-unauthenticated")
            boolean allow_unauthenticated,

            @Parameter("Whether packages that are on hold may be changed.")
            boolean allow_change_held_packages,

            @Parameter("Whether packages that are not installed are left out.")
            boolean only_upgrade,

            @Parameter("Whether the task fails if packages would be removed.")
            boolean fail_on_autoremove,

            @Parameter(
                    value = "Upgrade of everything: `yes` and `safe` remove nothing, `full` and `dist` may.",
                    defaultValue = "no")
            Upgrade upgrade,

            @Parameter(value = "Options for dpkg.", defaultValue = "force-confdef,force-confold", split = true)
            List<String> dpkg_options,

            @Parameter(value = "How long to wait for another package manager, in seconds.", defaultValue = "60")
            int lock_timeout,

            @Parameter("Accepted for compatibility with Ansible; apt-get is always used.")
            boolean force_apt_get) {}

    @Override
    public String name() {
        return "apt";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public Plan plan(Parameters wanted, Facts facts) {
        return new AptPlan(wanted, facts).plan();
    }

    /** Whatever is decided, afterwards the packages are there or gone. */
    @Override
    public List<Effect> undecided(Parameters wanted, String reason) {
        Map<String, Answer<String>> versions = new TreeMap<>();
        for (String text : wanted.name()) {
            PackageWish wish = PackageWish.parse(text);
            versions.put(
                    wish.name(),
                    wanted.state() == State.ABSENT ? Answer.of("") : Answer.unknown("the version of " + wish.name()));
        }
        return List.of(new PackagesChanged(versions));
    }
}
