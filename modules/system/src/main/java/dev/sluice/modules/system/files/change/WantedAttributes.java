package dev.sluice.modules.system.files.change;

import dev.sluice.modules.system.accounts.Account;
import dev.sluice.modules.system.accounts.AccountOf;
import dev.sluice.modules.system.files.AttributeChange;
import dev.sluice.modules.system.files.Attributes;
import dev.sluice.modules.system.files.FileStatus;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Facts;
import dev.sluice.spi.FileMode;
import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.value.Answer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The mode, owner and group that a task asks for.
 *
 * @param mode null leaves it
 * @param owner name or number; null leaves it
 * @param group name or number; null leaves it
 */
public record WantedAttributes(
        @Nullable FileMode mode,
        @Nullable String owner,
        @Nullable String group) {
    public static final WantedAttributes NONE = new WantedAttributes(null, null, null);

    /** The questions that {@link #resolve} will ask. */
    public List<Fact<?>> questions() {
        List<Fact<?>> questions = new ArrayList<>();
        if (owner != null) {
            questions.add(AccountOf.user(owner));
        }
        if (group != null) {
            questions.add(AccountOf.group(group));
        }
        return questions;
    }

    public WantedAttributes withMode(@Nullable FileMode other) {
        return new WantedAttributes(other, owner, group);
    }

    /**
     * Looks up owner and group.
     *
     * @throws TaskFailure if a name belongs to nobody
     */
    public Resolved resolve(Facts facts) {
        return new Resolved(
                mode,
                owner == null ? null : identity(facts.get(AccountOf.user(owner)), owner, "user", "chown"),
                group == null ? null : identity(facts.get(AccountOf.group(group)), group, "group", "chgrp"));
    }

    private static Identity identity(Account account, String given, String kind, String program) {
        if (account.exists()) {
            return new Identity(given, account.id(), account.name());
        }
        if (!given.matches("\\d+")) {
            throw new TaskFailure(
                    program + " failed: there is no " + kind + " " + given + " on the target",
                    "create it in an earlier task or correct the name");
        }
        return new Identity(given, Answer.of(Long.parseLong(given)), Answer.of(""));
    }

    /**
     * An owner or a group.
     *
     * @param given as the task gives it
     * @param id its number; unknown if the run creates it
     * @param name its name; empty if the number has none
     */
    public record Identity(String given, Answer<Long> id, Answer<String> name) {
        boolean is(Answer<Long> otherId, Answer<String> otherName) {
            if (id.isKnown() && otherId.isKnown()) {
                return id.equals(otherId);
            }
            return name.get().equals(otherName.get());
        }
    }

    /** Attributes whose owner and group are known to exist. */
    public record Resolved(
            @Nullable FileMode mode,
            @Nullable Identity owner,
            @Nullable Identity group) {
        private static final int SET_ID = 06000;

        public Resolved withMode(@Nullable FileMode other) {
            return new Resolved(other, owner, group);
        }

        /** What has to change for a file to have these attributes. */
        public AttributeChange difference(FileStatus status) {
            Attributes now = status.attributes();
            AttributeChange change = AttributeChange.NONE;
            if (owner != null && !owner.is(now.uid(), now.owner())) {
                change = change.withOwner(owner.id(), owner.name());
            }
            if (group != null && !group.is(now.gid(), now.group())) {
                change = change.withGroup(group.id(), group.name());
            }
            if (status.isLink()) {
                return change;
            }
            boolean cleared = !change.equals(AttributeChange.NONE) && status.isFile();
            if (mode == null && !cleared) {
                return change;
            }
            int before = now.mode().get();
            int afterChown = cleared ? withoutSetId(before) : before;
            int wanted = mode == null ? afterChown : mode.apply(before, status.isDirectory());
            return wanted == afterChown && afterChown == before ? change : change.withMode(Answer.of(wanted));
        }

        /** Changing the owner or group of a file takes away set-user-id, and set-group-id where the group may execute. */
        private static int withoutSetId(int mode) {
            return (mode & SET_ID) == 0 ? mode : mode & ~04000 & ~((mode & 010) == 0 ? 0 : 02000);
        }

        /** The bits of a file or directory that is made with the given bits. */
        int modeOf(int made, boolean directory) {
            return mode == null ? made : mode.apply(made, directory);
        }
    }
}
