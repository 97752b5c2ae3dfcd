package dev.sluice.modules.system.accounts;

import com.google.errorprone.annotations.CompileTimeConstant;
import dev.sluice.modules.system.files.FileAt;
import dev.sluice.modules.system.files.Removed;
import dev.sluice.spi.Change;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Plan;
import dev.sluice.spi.Risk;
import dev.sluice.spi.Script;
import dev.sluice.spi.Step;
import dev.sluice.spi.Steps;
import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.value.Answer;
import dev.sluice.spi.value.Unknown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What one task of the user module does. */
record UserPlan(UserModule.Parameters wanted, Facts facts) {
    private static final long DAY = 86_400;

    Plan plan() {
        facts.prefetch(new UserEntry(wanted.name()), new GroupEntry(wanted.name()));
        UserEntry.Found found = facts.get(new UserEntry(wanted.name()));
        Optional<UserEntry.User> user = found.user();
        if (wanted.state() == GroupModule.State.ABSENT) {
            return Plan.changes(user.map(this::removal).stream().toList(), values(user));
        }
        requireGroups();
        requireFreeNumber(user);
        if (user.isEmpty()) {
            boolean groupExists = facts.get(new GroupEntry(wanted.name())).isPresent();
            UserEntry.User made = newUser(wanted.group() == null && !groupExists);
            Map<String, Object> values = values(Optional.of(made));
            values.put("create_home", wanted.create_home());
            values.put("system", wanted.system());
            return Plan.changes(List.of(making(made, groupExists, found.homeMode())), values);
        }
        UserDifference difference = new UserDifference(wanted, user.get());
        List<Change> changes = new ArrayList<>(difference.change(facts).stream().toList());
        missingHome(difference, user.get(), found.homeMode()).ifPresent(changes::add);
        Map<String, Object> values = values(user);
        values.put("append", wanted.append());
        values.put("move_home", wanted.move_home());
        return Plan.changes(changes, values);
    }

    /** A home that is not there is made for a user who is there, too. */
    private Optional<Change> missingHome(UserDifference difference, UserEntry.User now, int mode) {
        UserEntry.User then = difference.then();
        String path = then.home().get();
        boolean moved = wanted.move_home()
                && !now.home().equals(then.home())
                && facts.get(new FileAt(now.home().get())).isDirectory();
        if (!wanted.create_home() || moved || !path.startsWith("/")) {
            return Optional.empty();
        }
        HomeDirectory home = new HomeDirectory(wanted.name(), then, mode, wanted.skeleton(), facts);
        return home.effect()
                .map(effect -> Change.of(path, "home", "", "present", List.of(home.making()), List.of(effect)));
    }

    private void requireFreeNumber(Optional<UserEntry.User> user) {
        Long uid = wanted.uid();
        if (uid == null
                || wanted.non_unique()
                || user.isPresent() && user.get().uid().is(uid)) {
            return;
        }
        Answer<Account> holder = facts.ask(AccountOf.user(String.valueOf(uid)));
        if (holder.isKnown() && holder.get().exists() && !holder.get().name().is(wanted.name())) {
            throw new TaskFailure(
                    "UID " + uid + " is not unique: it belongs to the user "
                            + holder.get().name().get() + "",
                    "choose another, or set non_unique: true");
        }
    }

    private void requireGroups() {
        List<String> needed = new ArrayList<>();
        if (wanted.group() != null && !wanted.group().matches("[0-9]+")) {
            needed.add(wanted.group());
        }
        if (wanted.groups() != null) {
            needed.addAll(wanted.groups());
        }
        for (String group : needed) {
            if (facts.get(new GroupEntry(group)).isEmpty()) {
                throw new TaskFailure(
                        "the user " + wanted.name() + " cannot be in the group " + group + ", which does not exist",
                        "create it with the group module first");
            }
        }
    }

    private Change making(UserEntry.User user, boolean groupExists, int homeMode) {
        boolean ownGroup = wanted.group() == null && !groupExists;
        List<Script> words = new ArrayList<>();
        option(words, Script.of("-u"), wanted.uid());
        flag(words, Script.of("-o"), wanted.non_unique());
        option(words, Script.of("-g"), wanted.group());
        flag(words, Script.of("-N"), wanted.group() == null && groupExists);
        List<String> groups = wanted.groups();
        option(words, Script.of("-G"), groups == null || groups.isEmpty() ? null : String.join(",", groups));
        option(words, Script.of("-c"), wanted.comment());
        option(words, Script.of("-d"), wanted.home());
        option(words, Script.of("-s"), wanted.shell());
        option(
                words,
                Script.of("-e"),
                wanted.expires() == null || wanted.expires() < 0 ? null : UserDifference.date(wanted.expires()));
        words.add(Script.of(wanted.create_home() ? "-m" : "-M"));
        option(words, Script.of("-k"), wanted.create_home() ? wanted.skeleton() : null);
        flag(words, Script.of("-r"), wanted.system());
        List<Step<?>> steps = new ArrayList<>(List.of(run("useradd {} {}", words, wanted.name())));
        steps.addAll(password());
        List<Effect> effects = new ArrayList<>(List.of(new UserEnsured(wanted.name(), Optional.of(user), ownGroup)));
        if (wanted.create_home()) {
            new HomeDirectory(wanted.name(), user, homeMode, wanted.skeleton(), facts)
                    .effect()
                    .ifPresent(effects::add);
        }
        return Change.of("user " + wanted.name(), "exists", "", "present", steps, effects)
                .withUndo(
                        new Change.Undo("remove the user " + wanted.name(), List.of(run("userdel {}", wanted.name()))));
    }

    private List<Step<?>> password() {
        List<Step<?>> steps = new ArrayList<>();
        if (wanted.password() != null) {
            steps.add(UserDifference.password(wanted.name(), wanted.password()));
        }
        if (Boolean.TRUE.equals(wanted.password_lock())) {
            steps.add(run("usermod -L {}", wanted.name()));
        }
        List<Script> age = new ArrayList<>();
        option(age, Script.of("-M"), wanted.password_expire_max());
        option(age, Script.of("-m"), wanted.password_expire_min());
        if (!age.isEmpty()) {
            steps.add(run("chage {} {}", age, wanted.name()));
        }
        return steps;
    }

    private UserEntry.User newUser(boolean ownGroup) {
        String name = wanted.name();
        Long uid = wanted.uid();
        Answer<Long> number = uid == null ? Answer.unknown("the number of the new user " + name) : Answer.of(uid);
        Answer<Long> gid = Answer.unknown("the group of the new user " + name);
        Answer<String> group = Answer.unknown("the group of the new user " + name);
        if (ownGroup) {
            group = Answer.of(name);
        } else if (wanted.group() != null && !wanted.group().matches("[0-9]+")) {
            group = Answer.of(wanted.group());
            gid = facts.get(new GroupEntry(wanted.group())).orElse(gid);
        } else if (wanted.group() != null) {
            gid = Answer.of(Long.parseLong(wanted.group()));
        }
        List<String> groups = wanted.groups() == null ? List.of() : wanted.groups();
        String defaults = "what useradd gives the new user " + name;
        return new UserEntry.User(
                number,
                gid,
                group,
                Answer.of(wanted.comment() == null ? "" : wanted.comment()),
                Answer.of(wanted.home() == null ? "/home/" + name : wanted.home()),
                wanted.shell() == null ? Answer.unknown(defaults) : Answer.of(wanted.shell()),
                wanted.password() == null
                        ? Answer.unknown(defaults)
                        : Answer.of(UserEntry.digest(wanted.password().replaceFirst("^!+", ""))),
                wanted.password() == null || wanted.password_lock() != null
                        ? Answer.unknown(defaults)
                        : Answer.of(wanted.password().startsWith("!")),
                Answer.of(new TreeSet<>(groups).stream().toList()),
                wanted.expires() == null
                        ? Answer.of("")
                        : Answer.of(
                                wanted.expires() < 0 ? "" : String.valueOf((long) Math.floor(wanted.expires() / DAY))),
                Answer.unknown(defaults));
    }

    private Change removal(UserEntry.User user) {
        List<Script> words = new ArrayList<>();
        flag(words, Script.of("-f"), wanted.force());
        flag(words, Script.of("-r"), wanted.remove());
        boolean ownGroup = user.group().equals(Answer.of(wanted.name()));
        List<Effect> effects = new ArrayList<>(List.of(new UserEnsured(wanted.name(), Optional.empty(), ownGroup)));
        if (wanted.remove()) {
            String home = user.home().get();
            if (facts.get(new FileAt(home)).isDirectory()) {
                effects.add(Removed.one(home));
            }
            effects.add(Removed.one("/var/mail/" + wanted.name()));
        }
        return Change.of(
                        "user " + wanted.name(),
                        "exists",
                        "present",
                        "",
                        List.of(run("userdel {} {}", words, wanted.name())),
                        effects)
                .withRisk(wanted.remove() ? Risk.DESTRUCTIVE : Risk.DISRUPTIVE);
    }

    static Steps.Run run(@CompileTimeConstant String template, Object... values) {
        return Steps.Run.script("PATH=$PATH:/usr/sbin:/sbin\n{}", Script.of(template, values));
    }

    private static void option(List<Script> words, Script option, @Nullable Object value) {
        if (value != null) {
            words.add(Script.of("{} {}", option, Script.argument(String.valueOf(value))));
        }
    }

    private static void flag(List<Script> words, Script flag, boolean given) {
        if (given) {
            words.add(flag);
        }
    }

    private Map<String, Object> values(Optional<UserEntry.User> user) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("name", wanted.name());
        values.put("state", wanted.state().name().toLowerCase(java.util.Locale.ROOT));
        if (wanted.state() == GroupModule.State.ABSENT) {
            values.put("remove", wanted.remove());
            values.put("force", wanted.force());
            return values;
        }
        Unknown later = new Unknown("the new user " + wanted.name());
        values.put("uid", value(wanted.uid(), user.map(UserEntry.User::uid), later));
        values.put(
                "group",
                wanted.group() == null ? user.map(each -> each.gid().toValue()).orElse(later) : later(user));
        values.put("home", value(wanted.home(), user.map(UserEntry.User::home), later));
        values.put("shell", value(wanted.shell(), user.map(UserEntry.User::shell), later));
        values.put("comment", value(wanted.comment(), user.map(UserEntry.User::comment), later));
        if (wanted.groups() != null) {
            values.put("groups", String.join(",", wanted.groups()));
        }
        return values;
    }

    private Object later(Optional<UserEntry.User> user) {
        String group = String.valueOf(wanted.group());
        boolean same = user.map(each -> each.group().equals(Answer.of(group))
                        || each.gid().toValue().toString().equals(group))
                .orElse(false);
        return same && user.isPresent() ? user.get().gid().toValue() : new Unknown("the number of the group " + group);
    }

    private static Object value(@Nullable Object wish, Optional<? extends Answer<?>> now, Unknown later) {
        if (wish != null) {
            return wish;
        }
        return now.isPresent() ? now.get().toValue() : later;
    }
}
