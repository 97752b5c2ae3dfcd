package dev.sluice.modules.system.accounts;

import dev.sluice.spi.Change;
import dev.sluice.spi.Description;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Module;
import dev.sluice.spi.Parameter;
import dev.sluice.spi.Plan;
import dev.sluice.spi.Script;
import dev.sluice.spi.Steps;
import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.value.Answer;
import dev.sluice.spi.value.Unknown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Manages groups, as Ansible's {@code group}. */
public final class GroupModule implements Module<GroupModule.Parameters> {
    /** Whether there is such an account. */
    enum State {
        ABSENT,
        PRESENT
    }

    @Description(
            value = "Creates, changes and removes groups.",
            example = "- group: name=backup-operators gid=1500",
            returns = {"name: the group", "gid: its number", "state: what was asked for", "system: what was asked for"},
            refuses = {"local: accounts are managed with groupadd(8) and related programs, never with libuser"})
    record Parameters(
            @Parameter(value = "The group.", required = true, line = true)
            String name,

            @Parameter("Its number; the system chooses if not given.") @Nullable
            Long gid,

            @Parameter(value = "Whether there is such a group.", defaultValue = "present")
            State state,

            @Parameter("Whether a new group gets a number of the system's range.")
            boolean system,

            @Parameter("Whether the number may belong to another group too.")
            boolean non_unique) {}

    @Override
    public String name() {
        return "group";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public Plan plan(Parameters wanted, Facts facts) {
        Optional<Answer<Long>> found = facts.get(new GroupEntry(wanted.name()));
        requireFreeNumber(wanted, facts, found);
        Optional<Change> change = switch (wanted.state()) {
            case ABSENT ->
                found.map(gid -> change(
                        wanted, "exists", "present", "", Script.of("groupdel {}", wanted.name()), Optional.empty()));
            case PRESENT -> found.isEmpty() ? Optional.of(making(wanted)) : renumbering(wanted, found.get());
        };
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("name", wanted.name());
        values.put("state", wanted.state().name().toLowerCase(java.util.Locale.ROOT));
        values.put("system", wanted.system());
        if (wanted.state() == State.PRESENT) {
            Long number = wanted.gid();
            values.put(
                    "gid",
                    number != null
                            ? number
                            : found.map(Answer::toValue)
                                    .orElseGet(() -> new Unknown("the number of the new group " + wanted.name())));
        }
        return Plan.changes(change.stream().toList(), values);
    }

    private static void requireFreeNumber(Parameters wanted, Facts facts, Optional<Answer<Long>> found) {
        Long gid = wanted.gid();
        boolean settled = found.isPresent() && gid != null && found.get().is(gid);
        if (gid == null || wanted.non_unique() || wanted.state() == State.ABSENT || settled) {
            return;
        }
        Answer<Account> holder = facts.ask(AccountOf.group(String.valueOf(gid)));
        if (holder.isKnown() && holder.get().exists() && !holder.get().name().is(wanted.name())) {
            throw new TaskFailure(
                    "GID " + gid + " already exists: it belongs to the group "
                            + holder.get().name().get() + "",
                    "choose another, or set non_unique: true");
        }
    }

    private static Change making(Parameters wanted) {
        List<Script> options = new ArrayList<>();
        if (wanted.system()) {
            options.add(Script.of("-r"));
        }
        Long number = wanted.gid();
        if (number != null) {
            options.add(Script.of("-g {}", number));
        }
        if (wanted.non_unique()) {
            options.add(Script.of("-o"));
        }
        Answer<Long> gid =
                number == null ? Answer.unknown("the number of the new group " + wanted.name()) : Answer.of(number);
        return change(
                wanted, "exists", "", "present", Script.of("groupadd {} {}", options, wanted.name()), Optional.of(gid));
    }

    private static Optional<Change> renumbering(Parameters wanted, Answer<Long> now) {
        Long number = wanted.gid();
        if (number == null || now.is(number)) {
            return Optional.empty();
        }
        Script unique = wanted.non_unique() ? Script.of("-o ") : Script.of("");
        return Optional.of(change(
                wanted,
                "gid",
                String.valueOf(now.get()),
                String.valueOf(number),
                Script.of("groupmod -g {} {}{}", number, unique, wanted.name()),
                Optional.of(Answer.of(number))));
    }

    private static Change change(
            Parameters wanted, String what, String before, String after, Script command, Optional<Answer<Long>> gid) {
        return Change.of(
                "group " + wanted.name(),
                what,
                before,
                after,
                List.of(Steps.Run.script("PATH=$PATH:/usr/sbin:/sbin\n{}", command)),
                List.of(new GroupEnsured(wanted.name(), gid)));
    }

    @Override
    public List<Effect> undecided(Parameters wanted, String reason) {
        Long number = wanted.gid();
        Answer<Long> gid =
                number == null ? Answer.unknown("the number of the group " + wanted.name()) : Answer.of(number);
        return List.of(
                new GroupEnsured(wanted.name(), wanted.state() == State.PRESENT ? Optional.of(gid) : Optional.empty()));
    }
}
