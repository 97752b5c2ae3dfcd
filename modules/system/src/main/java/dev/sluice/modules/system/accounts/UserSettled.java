package dev.sluice.modules.system.accounts;

import dev.sluice.modules.system.files.FileQuestion;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Fact;
import dev.sluice.spi.World;
import dev.sluice.spi.value.Answer;
import java.util.Optional;
import java.util.Set;

/**
 * A user is as described afterwards, or gone.
 *
 * @param name its name
 * @param user what it is like; empty if it is gone
 * @param ownGroup whether a group of the same name comes or goes with it
 */
public record UserSettled(String name, Optional<UserEntry.User> user, boolean ownGroup) implements Effect {
    static final Set<String> FILES =
            Set.of("/etc/passwd", "/etc/shadow", "/etc/group", "/etc/gshadow", "/etc/subuid", "/etc/subgid");

    @Override
    @SuppressWarnings("unchecked") // an answer to a question has the question's type
    public <V> Answer<V> after(Fact<V> fact, World world) {
        if (fact instanceof UserEntry entry && entry.name().equals(name)) {
            return (Answer<V>) world.before(entry).map(found -> new UserEntry.Found(user, found.homeMode()));
        }
        if (fact instanceof GroupEntry group && group.name().equals(name) && ownGroup) {
            return (Answer<V>) groupOfItsOwn();
        }
        if (fact instanceof AccountOf account) {
            return (Answer<V>) account(account, world);
        }
        if (fact instanceof FileQuestion<?> file && FILES.contains(file.path())) {
            return Answer.unknown("how the accounts are written to " + file.path());
        }
        return world.before(fact);
    }

    private Answer<Optional<Answer<Long>>> groupOfItsOwn() {
        return user.<Answer<Optional<Answer<Long>>>>map(present -> Answer.of(Optional.of(present.gid())))
                .orElseGet(() -> Answer.unknown("whether the group " + name + " goes with its user"));
    }

    private Answer<Account> account(AccountOf question, World world) {
        boolean isUser = question.kind() == AccountOf.Kind.USER;
        if (isUser && isMe(question.key(), user.map(UserEntry.User::uid).orElse(Answer.unknown("")))) {
            return Answer.of(user.map(present -> new Account(true, present.uid(), Answer.of(name), present.home()))
                    .orElseGet(Account::missing));
        }
        if (!isUser
                && ownGroup
                && isMe(question.key(), user.map(UserEntry.User::gid).orElse(Answer.unknown("")))) {
            return user.map(present -> Answer.of(new Account(true, present.gid(), Answer.of(name), Answer.of(""))))
                    .orElseGet(() -> Answer.unknown("whether the group " + name + " goes with its user"));
        }
        boolean byNumber = question.key().matches("[0-9]+");
        boolean unknownNumber = user.isPresent() && !user.get().uid().isKnown();
        return world.before(question).flatMap(before -> {
            boolean mine = before.exists() && before.name().equals(Answer.of(name)) && (isUser || ownGroup);
            boolean perhaps = byNumber && (mine || unknownNumber && !before.exists());
            return perhaps ? Answer.unknown("which number " + name + " has") : Answer.of(before);
        });
    }

    private boolean isMe(String key, Answer<Long> number) {
        return key.equals(name) || number.isKnown() && key.equals(String.valueOf(number.get()));
    }
}
