package dev.sluice.modules.system.accounts;

import dev.sluice.modules.system.files.FileAt;
import dev.sluice.modules.system.files.FileStatus;
import dev.sluice.modules.system.files.Renamed;
import dev.sluice.spi.Bytes;
import dev.sluice.spi.Change;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Risk;
import dev.sluice.spi.Script;
import dev.sluice.spi.Step;
import dev.sluice.spi.Steps;
import dev.sluice.spi.value.Answer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** What has to be changed on a user that exists. */
final class UserDifference {
    private static final long DAY = 86_400;

    private final UserModule.Parameters wanted;
    private final UserEntry.User now;
    private final List<Script> words = new ArrayList<>();
    private final Map<String, String> properties = new LinkedHashMap<>();
    private final List<Step<?>> more = new ArrayList<>();
    private final List<Effect> effects = new ArrayList<>();
    private boolean disrupts;
    private UserEntry.User then;

    UserDifference(UserModule.Parameters wanted, UserEntry.User now) {
        this.wanted = wanted;
        this.now = now;
        this.then = now;
    }

    /** What the user is like after {@link #change}. */
    UserEntry.User then() {
        return then;
    }

    /** Sets a password's hash without showing it in a list of processes. */
    static Steps.Run password(String name, String hash) {
        return Steps.Run.script("PATH=$PATH:/usr/sbin:/sbin\nchpasswd -e")
                .withInput(Bytes.of(name + ":" + hash + "\n"));
    }

    /** Seconds since 1970 as usermod(8) takes a date. */
    static String date(double seconds) {
        return LocalDate.ofEpochDay((long) Math.floor(seconds / DAY)).toString();
    }

    Optional<Change> change(Facts facts) {
        Answer<Long> uid = differs("uid", Script.of("-u"), wanted.uid(), now.uid());
        if (wanted.non_unique() && !words.isEmpty()) {
            words.add(Script.of("-o"));
        }
        Answer<String> group = now.group();
        Answer<Long> gid = now.gid();
        if (wanted.group() != null && !isGroup(wanted.group())) {
            note("group", Script.of("-g"), wanted.group());
            boolean number = wanted.group().matches("[0-9]+");
            group = number ? Answer.unknown("the name of group " + wanted.group()) : Answer.of(wanted.group());
            gid = number
                    ? Answer.of(Long.parseLong(wanted.group()))
                    : facts.get(new GroupEntry(wanted.group())).orElse(Answer.unknown("the group " + wanted.group()));
        }
        Answer<List<String>> groups = groups();
        Answer<String> comment = differs("comment", Script.of("-c"), wanted.comment(), now.comment());
        Answer<String> home = home(facts);
        Answer<String> shell = differs("shell", Script.of("-s"), wanted.shell(), now.shell());
        Answer<String> expires = expires();
        Answer<String> password = passwordHash();
        Answer<Boolean> locked = lock(!password.equals(now.password()));
        Answer<String> ages = ages();
        if (properties.isEmpty()) {
            return Optional.empty();
        }
        then = new UserEntry.User(uid, gid, group, comment, home, shell, password, locked, groups, expires, ages);
        return Optional.of(asChange());
    }

    private Change asChange() {
        List<Step<?>> steps = new ArrayList<>();
        if (!words.isEmpty()) {
            steps.add(UserPlan.run("usermod {} {}", words, wanted.name()));
        }
        steps.addAll(more);
        effects.add(0, new UserEnsured(wanted.name(), Optional.of(then), false));
        String after = properties.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .reduce((one, two) -> one + ", " + two)
                .orElse("");
        return Change.of("user " + wanted.name(), String.join(", ", properties.keySet()), "", after, steps, effects)
                .withRisk(disrupts ? Risk.DISRUPTIVE : Risk.SAFE);
    }

    private <V> Answer<V> differs(
            String property, Script option, @org.jspecify.annotations.Nullable V wish, Answer<V> actual) {
        if (wish == null || actual.is(wish)) {
            return actual;
        }
        note(property, option, String.valueOf(wish));
        return Answer.of(wish);
    }

    private void note(String property, Script option, String value) {
        words.add(Script.of("{} {}", option, Script.argument(value)));
        properties.put(property, value.isEmpty() ? "none" : value);
    }

    private boolean isGroup(String group) {
        return group.matches("[0-9]+")
                ? now.gid().is(Long.parseLong(group))
                : now.group().is(group);
    }

    private Answer<List<String>> groups() {
        if (wanted.groups() == null) {
            return now.groups();
        }
        TreeSet<String> wish = new TreeSet<>(wanted.groups());
        wish.removeIf(group -> now.group().is(group));
        if (wanted.append()) {
            wish.addAll(now.groups().get());
        }
        List<String> then = List.copyOf(wish);
        if (!now.groups().is(then)) {
            note("groups", Script.of("-G"), String.join(",", then));
        }
        return Answer.of(then);
    }

    private Answer<String> home(Facts facts) {
        String wish = wanted.home();
        if (wish == null || now.home().is(wish)) {
            return now.home();
        }
        note("home", Script.of("-d"), wish);
        disrupts = true;
        FileStatus old = facts.get(new FileAt(now.home().get()));
        if (wanted.move_home() && old.isDirectory()) {
            words.add(Script.of("-m"));
            effects.add(new Renamed(old.path(), wish));
        }
        return Answer.of(wish);
    }

    private Answer<String> expires() {
        Double wish = wanted.expires();
        if (wish == null) {
            return now.expires();
        }
        String days = wish < 0 ? "" : String.valueOf((long) Math.floor(wish / DAY));
        if (!now.expires().is(days)) {
            note("expires", Script.of("-e"), wish < 0 ? "" : date(wish));
        }
        return Answer.of(days);
    }

    /** A new password is locked if its hash says so; what the task says of the lock comes after that. */
    private Answer<Boolean> lock(boolean newPassword) {
        Answer<Boolean> locked =
                newPassword ? Answer.of(String.valueOf(wanted.password()).startsWith("!")) : now.locked();
        Boolean wish = wanted.password_lock();
        if (wish == null || locked.is(wish)) {
            return locked;
        }
        more.add(UserPlan.run("usermod {} {}", Script.of(wish ? "-L" : "-U"), wanted.name()));
        properties.put("password", wish ? "locked" : "unlocked");
        return Answer.of(wish);
    }

    private Answer<String> passwordHash() {
        String wish = wanted.password();
        if (wish == null || wanted.update_password() == UserModule.UpdatePassword.ON_CREATE) {
            return now.password();
        }
        String digest = UserEntry.digest(wish.replaceFirst("^!+", ""));
        if (!now.password().is(digest)) {
            more.add(password(wanted.name(), wish));
            properties.put("password", "changed");
        }
        return Answer.of(digest);
    }

    private Answer<String> ages() {
        if (wanted.password_expire_min() == null && wanted.password_expire_max() == null) {
            return now.passwordAges();
        }
        String[] actual = now.passwordAges().get().split(":", -1);
        String least = wanted.password_expire_min() == null ? actual[0] : String.valueOf(wanted.password_expire_min());
        String greatest =
                wanted.password_expire_max() == null ? actual[1] : String.valueOf(wanted.password_expire_max());
        String then = least + ":" + greatest;
        if (!now.passwordAges().is(then)) {
            more.add(UserPlan.run(
                    "chage -m {} -M {} {}",
                    Script.argument(least.isEmpty() ? "-1" : least),
                    Script.argument(greatest.isEmpty() ? "-1" : greatest),
                    wanted.name()));
            properties.put("password age", least + " to " + greatest + " days");
        }
        return Answer.of(then);
    }
}
