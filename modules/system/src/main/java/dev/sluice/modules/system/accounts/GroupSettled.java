package dev.sluice.modules.system.accounts;

import dev.sluice.modules.system.files.FileQuestion;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Fact;
import dev.sluice.spi.World;
import dev.sluice.spi.value.Answer;
import java.util.Optional;

/**
 * A group is there with a number afterwards, or gone.
 *
 * @param name its name
 * @param gid its number; empty if it is gone
 */
public record GroupSettled(String name, Optional<Answer<Long>> gid) implements Effect {
    @Override
    @SuppressWarnings("unchecked") // an answer to a question has the question's type
    public <V> Answer<V> after(Fact<V> fact, World world) {
        if (fact instanceof GroupEntry entry && entry.name().equals(name)) {
            return (Answer<V>) Answer.of(gid);
        }
        if (fact instanceof AccountOf account && account.kind() == AccountOf.Kind.GROUP) {
            return (Answer<V>) account(account, world);
        }
        if (fact instanceof FileQuestion<?> file && UserSettled.FILES.contains(file.path())) {
            return Answer.unknown("how the accounts are written to " + file.path());
        }
        return world.before(fact);
    }

    private Answer<Account> account(AccountOf question, World world) {
        Answer<Long> number = gid.orElse(Answer.unknown(""));
        boolean me = question.key().equals(name)
                || number.isKnown() && question.key().equals(String.valueOf(number.get()));
        if (me) {
            return Answer.of(gid.map(each -> new Account(true, each, Answer.of(name), Answer.of("")))
                    .orElseGet(Account::missing));
        }
        return world.before(question).flatMap(before -> {
            boolean byNumber = question.key().matches("[0-9]+");
            boolean mine = before.exists() && before.name().equals(Answer.of(name));
            boolean perhaps = byNumber && (mine || !before.exists() && gid.isPresent() && !number.isKnown());
            return perhaps ? Answer.unknown("which number " + name + " has") : Answer.of(before);
        });
    }
}
