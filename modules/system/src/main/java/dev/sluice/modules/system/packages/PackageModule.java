package dev.sluice.modules.system.packages;

import dev.sluice.spi.Change;
import dev.sluice.spi.Description;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Module;
import dev.sluice.spi.Parameter;
import dev.sluice.spi.Plan;
import dev.sluice.spi.Risk;
import dev.sluice.spi.Script;
import dev.sluice.spi.Steps;
import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.value.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Manages packages with whatever package manager the host has, as Ansible's {@code package}. */
public final class PackageModule implements Module<PackageModule.Parameters> {
    /** What is wanted of the packages. */
    enum State {
        ABSENT,
        INSTALLED,
        LATEST,
        PRESENT,
        REMOVED
    }

    @Description(
            value =
                    "Installs, upgrades and removes packages with apt, dnf, yum, zypper, apk or pacman, whichever the host"
                            + " has. Use `apt` for what only apt can do.",
            example = "- package: name=rsync state=present")
    record Parameters(
            @Parameter(value = "Packages.", required = true, split = true)
            List<String> name,

            @Parameter(value = "What is wanted of them.", defaultValue = "present")
            State state,

            @Parameter(value = "Accepted for compatibility with Ansible: the host decides.", defaultValue = "auto")
            String use) {}

    @Override
    public String name() {
        return "package";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public Plan plan(Parameters wanted, Facts facts) {
        List<PackageWish> wishes =
                wanted.name().stream().map(PackageWish::parse).toList();
        PackageVersions.Found found = facts.get(
                new PackageVersions(wishes.stream().map(PackageWish::name).toList()));
        if (found.manager().equals("apt")) {
            return new AptPlan(asApt(wanted), facts).plan();
        }
        boolean removes = wanted.state() == State.ABSENT || wanted.state() == State.REMOVED;
        Map<String, Answer<String>> versions = new TreeMap<>();
        List<String> words = new ArrayList<>();
        boolean upgrades = false;
        for (PackageWish wish : wishes) {
            PackageVersions.Versions now =
                    java.util.Objects.requireNonNull(found.packages().get(wish.name()), "no package manager");
            boolean present = now.present().get();
            boolean outdated = wanted.state() == State.LATEST
                    && !now.candidate().is(now.installed().get())
                    && !now.candidate().is("");
            if (removes ? present : !now.meet(wish) || outdated) {
                words.add(wish.word());
                versions.put(wish.name(), removes ? Answer.of("") : newVersion(wish, now));
                upgrades |= present;
            }
        }
        if (words.isEmpty()) {
            return Plan.unchanged(Map.of());
        }
        Change change = Change.of(
                        String.join(" ", words),
                        removes ? "remove" : "install",
                        "",
                        removes ? "" : "installed",
                        List.of(Steps.Run.script("{} {}", command(found.manager(), removes), words)),
                        List.of(new PackagesChanged(versions)))
                .withRisk(removes || upgrades ? Risk.DISRUPTIVE : Risk.SAFE);
        return Plan.changes(List.of(change), Map.of());
    }

    private static Answer<String> newVersion(PackageWish wish, PackageVersions.Versions now) {
        return now.candidate().equals(Answer.of("")) || !wish.version().isEmpty()
                ? Answer.unknown("the version of " + wish.name())
                : now.candidate();
    }

    private static Script command(String manager, boolean removes) {
        return switch (manager) {
            case "dnf", "yum" -> Script.of("{} -y {}", manager, removes ? "remove" : "install");
            case "zypper" -> Script.of("zypper --non-interactive {}", removes ? "remove" : "install");
            case "apk" -> Script.of(removes ? "apk del" : "apk add -u");
            case "pacman" -> Script.of(removes ? "pacman --noconfirm -R" : "pacman --noconfirm -S");
            default ->
                throw new TaskFailure("this host has no package manager that is known here (apt, dnf, yum, zypper,"
                        + " apk, pacman)");
        };
    }

    private static AptModule.Parameters asApt(Parameters wanted) {
        AptModule.State state = switch (wanted.state()) {
            case ABSENT, REMOVED -> AptModule.State.ABSENT;
            case LATEST -> AptModule.State.LATEST;
            default -> AptModule.State.PRESENT;
        };
        return new AptModule.Parameters(
                wanted.name(),
                state,
                null,
                0,
                5,
                12,
                false,
                false,
                false,
                false,
                null,
                null,
                null,
                false,
                false,
                false,
                false,
                false,
                AptModule.Upgrade.NO,
                List.of("force-confdef", "force-confold"),
                60,
                false);
    }

    @Override
    public List<Effect> undecided(Parameters wanted, String reason) {
        return new AptModule().undecided(asApt(wanted), reason);
    }
}
