package dev.sluice.modules.system.packages;

import dev.sluice.spi.Change;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Outcomes;
import dev.sluice.spi.Output;
import dev.sluice.spi.Plan;
import dev.sluice.spi.Risk;
import dev.sluice.spi.Script;
import dev.sluice.spi.Steps;
import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.value.Answer;
import dev.sluice.spi.value.Unknown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What one task of the apt module does. */
record AptPlan(AptModule.Parameters wanted, Facts facts) {
    Plan plan() {
        List<PackageWish> wishes =
                wanted.name().stream().map(PackageWish::parse).toList();
        PackageVersions question =
                new PackageVersions(wishes.stream().map(PackageWish::name).toList());
        facts.prefetch(question, new ListsAge());
        PackageVersions.Found found = facts.get(question);
        if (!found.manager().equals("apt")) {
            throw new TaskFailure(
                    "this host has no apt-get",
                    "use the package module, which takes what there is (" + found.manager() + ")");
        }
        boolean stale = isStale();
        List<Change> changes = new ArrayList<>();
        if (wanted.clean()) {
            changes.add(housekeeping("clean"));
        }
        if (stale) {
            changes.add(update(wishes.isEmpty() && wanted.deb() == null && wanted.upgrade() == AptModule.Upgrade.NO));
        }
        upgrade(stale, changes);
        if (wanted.deb() != null) {
            new DebInstallation(wanted.deb(), options(), facts).change().ifPresent(changes::add);
        }
        packages(wishes, found, stale, changes);
        if (wanted.autoremove() && wishes.isEmpty()) {
            whole("autoremove", List.of(), changes);
        }
        if (wanted.autoclean()) {
            changes.add(housekeeping("autoclean"));
        }
        return Plan.changes(changes, values(stale, changes)).withCompletion(AptPlan::completed);
    }

    private boolean isStale() {
        boolean asked = Boolean.TRUE.equals(wanted.update_cache()) || wanted.cache_valid_time() > 0;
        if (!asked) {
            return false;
        }
        long age = facts.now().getEpochSecond() - facts.get(new ListsAge()).seconds();
        return age > wanted.cache_valid_time();
    }

    private void packages(List<PackageWish> wishes, PackageVersions.Found found, boolean stale, List<Change> changes) {
        switch (wanted.state()) {
            case ABSENT -> remove(wishes, found, changes);
            case BUILD_DEP -> {
                if (!wishes.isEmpty()) {
                    whole("build-dep", wishes.stream().map(PackageWish::word).toList(), changes);
                }
            }
            default -> install(wishes, found, stale, changes);
        }
    }

    private void install(List<PackageWish> wishes, PackageVersions.Found found, boolean stale, List<Change> changes) {
        List<PackageWish> missing = new ArrayList<>();
        List<PackageWish> perhaps = new ArrayList<>();
        for (PackageWish wish : wishes) {
            PackageVersions.Versions versions = versions(found, wish);
            if (wanted.only_upgrade() && !versions.present().get()) {
                continue;
            }
            boolean latest =
                    wanted.state() == AptModule.State.LATEST && wish.version().isEmpty();
            if (!versions.meet(wish)) {
                missing.add(wish);
            } else if (latest && stale) {
                perhaps.add(wish);
            } else if (latest
                    && !versions.candidate().is(versions.installed().get())
                    && !versions.candidate().is("")) {
                missing.add(wish);
            }
        }
        if (!missing.isEmpty()) {
            installation(missing, found, stale).ifPresent(changes::add);
        }
        if (!perhaps.isEmpty()) {
            List<String> words = perhaps.stream().map(PackageWish::word).toList();
            changes.add(call("upgrade", words, options().words("install", words), unknownVersions(perhaps))
                    .withKind(Change.Kind.EVENT));
        }
    }

    private java.util.Optional<Change> installation(
            List<PackageWish> missing, PackageVersions.Found found, boolean stale) {
        List<String> words = missing.stream().map(PackageWish::word).toList();
        List<String> arguments = options().words("install", words);
        AptSimulation.Found simulated =
                stale ? null : facts.ask(new AptSimulation(arguments)).orNull();
        if (simulated == null) {
            Map<String, Answer<String>> versions = new TreeMap<>();
            missing.forEach(wish -> versions.put(wish.name(), version(wish, found, stale)));
            return java.util.Optional.of(call("install", words, arguments, versions));
        }
        if (!simulated.error().isEmpty()) {
            throw new TaskFailure("apt cannot install " + String.join(", ", words) + ": " + simulated.error()
                    + (wanted.update_cache() == null
                            ? "; are its lists of packages fresh? Try update_cache: true"
                            : ""));
        }
        if (simulated.changesNothing()) {
            return java.util.Optional.empty(); // another installed package provides it
        }
        requireNoRemoval(simulated);
        return java.util.Optional.of(
                call("install", words, arguments, versions(simulated)).withRisk(risk(simulated)));
    }

    private static Answer<String> version(PackageWish wish, PackageVersions.Found found, boolean stale) {
        if (!wish.version().isEmpty() && !wish.version().contains("*")) {
            return Answer.of(wish.version());
        }
        Answer<String> candidate = versions(found, wish).candidate();
        return stale || candidate.equals(Answer.of("")) || !wish.version().isEmpty()
                ? Answer.unknown("the version of " + wish.name() + " that is newest then")
                : candidate;
    }

    private static PackageVersions.Versions versions(PackageVersions.Found found, PackageWish wish) {
        return java.util.Objects.requireNonNull(found.packages().get(wish.name()), wish.name());
    }

    private void remove(List<PackageWish> wishes, PackageVersions.Found found, List<Change> changes) {
        List<String> present = wishes.stream()
                .filter(wish -> versions(found, wish).present().get())
                .map(PackageWish::name)
                .toList();
        if (!present.isEmpty()) {
            whole(wanted.purge() ? "purge" : "remove", present, changes);
        }
    }

    private void upgrade(boolean stale, List<Change> changes) {
        if (wanted.upgrade() == AptModule.Upgrade.NO) {
            return;
        }
        boolean full = wanted.upgrade() == AptModule.Upgrade.DIST || wanted.upgrade() == AptModule.Upgrade.FULL;
        List<String> more = full ? List.of() : List.of("--with-new-pkgs");
        if (stale) {
            changes.add(call(
                            "upgrade everything",
                            List.of(),
                            options().words(full ? "dist-upgrade" : "upgrade", more),
                            Map.of())
                    .withKind(Change.Kind.EVENT)
                    .withRisk(Risk.DISRUPTIVE));
        } else {
            whole(full ? "dist-upgrade" : "upgrade", more, changes);
        }
    }

    /** A call whose whole outcome apt's simulation tells. */
    private void whole(String verb, List<String> more, List<Change> changes) {
        List<String> options =
                wanted.autoremove() && !verb.equals("autoremove") ? prefixed("--auto-remove", more) : more;
        List<String> arguments = options().words(verb, options);
        AptSimulation.Found simulated = facts.get(new AptSimulation(arguments));
        if (!simulated.error().isEmpty()) {
            throw new TaskFailure("apt-get " + verb + " would fail: " + simulated.error());
        }
        if (simulated.changesNothing()) {
            return;
        }
        if (!verb.equals("remove") && !verb.equals("purge") && !verb.equals("autoremove")) {
            requireNoRemoval(simulated);
        }
        changes.add(call(verb, more, arguments, versions(simulated)).withRisk(risk(simulated)));
    }

    private static List<String> prefixed(String first, List<String> rest) {
        List<String> words = new ArrayList<>(List.of(first));
        words.addAll(rest);
        return words;
    }

    private void requireNoRemoval(AptSimulation.Found simulated) {
        if (wanted.fail_on_autoremove() && !simulated.removed().isEmpty()) {
            throw new TaskFailure("apt would remove " + String.join(", ", simulated.removed())
                    + ", and fail_on_autoremove forbids that");
        }
    }

    private static Map<String, Answer<String>> versions(AptSimulation.Found simulated) {
        Map<String, Answer<String>> versions = new TreeMap<>();
        simulated.installed().forEach((name, version) -> versions.put(name, Answer.of(version)));
        simulated.removed().forEach(name -> versions.put(name, Answer.of("")));
        return versions;
    }

    private static Map<String, Answer<String>> unknownVersions(List<PackageWish> wishes) {
        Map<String, Answer<String>> versions = new TreeMap<>();
        wishes.forEach(wish -> versions.put(wish.name(), Answer.unknown("the newest version of " + wish.name())));
        return versions;
    }

    /** An upgrade restarts services; a removal takes something away. */
    private static Risk risk(AptSimulation.Found simulated) {
        return simulated.removed().isEmpty() && simulated.upgraded().isEmpty() ? Risk.SAFE : Risk.DISRUPTIVE;
    }

    private Change call(String what, List<String> names, List<String> arguments, Map<String, Answer<String>> versions) {
        List<Effect> effects = versions.isEmpty() ? List.of() : List.of(new PackagesChanged(versions));
        String after = versions.entrySet().stream()
                .map(each -> each.getValue()
                                        .map(version ->
                                                version.isEmpty() ? "-" + each.getKey() : each.getKey() + " " + version)
                                        .map(text -> (Object) text)
                                        .toValue()
                                instanceof String text
                        ? text
                        : each.getKey())
                .reduce((one, two) -> one + ", " + two)
                .orElse("done");
        return Change.of(
                names.isEmpty() ? "packages" : String.join(" ", names),
                what,
                "",
                after,
                List.of(aptGet(arguments)),
                effects);
    }

    private static Steps.Run aptGet(List<String> arguments) {
        return Steps.Run.script(
                "DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1 apt-get {}", AptOptions.script(arguments));
    }

    /** On its own it counts as a change, as in Ansible; before something else only that counts. */
    private Change update(boolean alone) {
        Script script = Script.of(
                """
                n=0; pause=1
                until apt-get -o DPkg::Lock::Timeout={} update; do
                  n=$((n + 1)); [ $n -lt {} ] || exit 1
                  sleep $pause; pause=$((pause * 2)); [ $pause -le {} ] || pause={}
                done
                """,
                wanted.lock_timeout(),
                Math.max(1, wanted.update_cache_retries()),
                wanted.update_cache_retry_max_delay(),
                wanted.update_cache_retry_max_delay());
        return Change.of(
                        "apt",
                        "lists of packages",
                        "",
                        "fetched",
                        List.of(Steps.Run.of(script)),
                        List.of(new ListsUpdated(facts.now().getEpochSecond())))
                .withKind(alone ? Change.Kind.EVENT : Change.Kind.WAIT);
    }

    private Change housekeeping(String verb) {
        return Change.of("apt", verb, "", "done", List.of(aptGet(List.of(verb))), List.of())
                .withKind(Change.Kind.EVENT);
    }

    private AptOptions options() {
        List<String> allow = new ArrayList<>();
        if (wanted.allow_downgrade()) {
            allow.add("--allow-downgrades");
        }
        if (wanted.allow_unauthenticated()) {
            allow.add("--allow-unauthenticated");
        }
        if (wanted.allow_change_held_packages()) {
            allow.add("--allow-change-held-packages");
        }
        if (wanted.only_upgrade()) {
            allow.add("--only-upgrade");
        }
        return new AptOptions(
                wanted.default_release(),
                wanted.install_recommends(),
                allow,
                wanted.dpkg_options(),
                wanted.lock_timeout());
    }

    private Map<String, Object> values(boolean stale, List<Change> changes) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("cache_updated", stale);
        values.put(
                "cache_update_time",
                stale
                        ? new Unknown("when the lists are updated")
                        : facts.get(new ListsAge()).seconds());
        if (!changes.isEmpty()) {
            values.put("stdout", new Unknown("the output of apt-get"));
            values.put("stdout_lines", new Unknown("the output of apt-get"));
            values.put("stderr", new Unknown("the output of apt-get"));
            values.put("stderr_lines", new Unknown("the output of apt-get"));
        }
        return values;
    }

    private static Map<String, Object> completed(Outcomes outcomes) {
        return outcomes.last(Output.class)
                .map(output -> Map.<String, Object>of(
                        "stdout", output.text(),
                        "stdout_lines", output.text().lines().toList(),
                        "stderr", output.errorText(),
                        "stderr_lines", output.errorText().lines().toList()))
                .orElse(Map.of());
    }
}
