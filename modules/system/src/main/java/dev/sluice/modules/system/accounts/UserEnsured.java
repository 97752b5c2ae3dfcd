package dev.sluice.modules.system.accounts;

import dev.sluice.modules.system.files.FileQuestion;
import dev.sluice.spi.Alterations;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Name;
import dev.sluice.spi.Reach;
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
public record UserEnsured(String name, Optional<UserEntry.User> user, boolean ownGroup) implements Effect {
    static final Set<String> FILES =
            Set.of("/etc/passwd", "/etc/shadow", "/etc/group", "/etc/gshadow", "/etc/subuid", "/etc/subgid");

    @Override
    public void alter(Alterations alterations) {
        alterations.on(
                UserEntry.class,
                Reach.at(Name.user(name)),
                (entry, before, world) -> entry.name().equals(name)
                        ? before.map(found -> new UserEntry.Found(user, found.homeMode()))
                        : before);
        if (ownGroup) {
            alterations.on(
                    GroupEntry.class,
                    Reach.at(Name.group(name)),
                    (group, before, world) -> group.name().equals(name) ? groupOfItsOwn() : before);
        }
        Answer<Long> uid = user.map(UserEntry.User::uid).orElse(Answer.unknown(""));
        Answer<Long> gid = user.map(UserEntry.User::gid).orElse(Answer.unknown(""));
        alterations.on(
                AccountOf.class,
                accounts(AccountOf.Kind.USER, name, uid),
                (account, before, world) -> account.kind() == AccountOf.Kind.USER ? account(account, before) : before);
        alterations.on(
                AccountOf.class,
                accounts(AccountOf.Kind.GROUP, name, gid),
                (account, before, world) -> account.kind() == AccountOf.Kind.GROUP ? account(account, before) : before);
        forgetFiles(alterations);
    }

    /** The questions that an account with this name and number may answer, now or before. */
    static Reach accounts(AccountOf.Kind kind, String name, Answer<Long> number) {
        Name byNumber = number instanceof Answer.Known<Long> known
                ? AccountOf.named(kind, String.valueOf(known.value()))
                : AccountOf.numbered(kind);
        return Reach.at(AccountOf.named(kind, name), byNumber);
    }

    /** Nobody but the program that does it knows how accounts are written to their files, and to the databases. */
    static void forgetFiles(Alterations alterations) {
        alterations.onFamily(FileQuestion.class, Reach.at(Name.paths(FILES)), new Alterations.FamilyAlteration() {
            @Override
            public <V> Answer<V> after(Fact<V> fact, Answer<V> before, World world) {
                String path = fact instanceof FileQuestion<?> file ? file.path() : fact.describe();
                return FILES.contains(path) ? Answer.unknown("how the accounts are written to " + path) : before;
            }
        });
        DatabaseEntries.forget(alterations);
    }

    private Answer<Optional<Answer<Long>>> groupOfItsOwn() {
        return user.<Answer<Optional<Answer<Long>>>>map(present -> Answer.of(Optional.of(present.gid())))
                .orElseGet(() -> Answer.unknown("whether the group " + name + " goes with its user"));
    }

    private Answer<Account> account(AccountOf question, Answer<Account> answer) {
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
        boolean byNumber = question.isNumber();
        boolean unknownNumber = user.isPresent() && !user.get().uid().isKnown();
        return answer.flatMap(before -> {
            boolean mine = before.exists() && before.name().equals(Answer.of(name)) && (isUser || ownGroup);
            boolean perhaps = byNumber && (mine || unknownNumber && !before.exists());
            return perhaps ? Answer.unknown("which number " + name + " has") : Answer.of(before);
        });
    }

    private boolean isMe(String key, Answer<Long> number) {
        return key.equals(name) || number.isKnown() && key.equals(String.valueOf(number.get()));
    }
}
