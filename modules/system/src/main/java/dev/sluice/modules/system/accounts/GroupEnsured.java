package dev.sluice.modules.system.accounts;

import dev.sluice.spi.Alterations;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Name;
import dev.sluice.spi.Reach;
import dev.sluice.spi.value.Answer;
import java.util.Optional;

/**
 * A group is there with a number afterwards, or gone.
 *
 * @param name its name
 * @param gid its number; empty if it is gone
 */
public record GroupEnsured(String name, Optional<Answer<Long>> gid) implements Effect {
    @Override
    public void alter(Alterations alterations) {
        alterations.on(
                GroupEntry.class,
                Reach.at(Name.group(name)),
                (entry, before, world) -> entry.name().equals(name) ? Answer.of(gid) : before);
        alterations.on(
                AccountOf.class,
                UserEnsured.accounts(AccountOf.Kind.GROUP, name, gid.orElse(Answer.unknown(""))),
                (account, before, world) -> account.kind() == AccountOf.Kind.GROUP ? account(account, before) : before);
        UserEnsured.forgetFiles(alterations);
    }

    private Answer<Account> account(AccountOf question, Answer<Account> answer) {
        Answer<Long> number = gid.orElse(Answer.unknown(""));
        boolean me = question.key().equals(name)
                || number.isKnown() && question.key().equals(String.valueOf(number.get()));
        if (me) {
            return Answer.of(gid.map(each -> new Account(true, each, Answer.of(name), Answer.of("")))
                    .orElseGet(Account::missing));
        }
        return answer.flatMap(before -> {
            boolean byNumber = question.isNumber();
            boolean mine = before.exists() && before.name().equals(Answer.of(name));
            boolean perhaps = byNumber && (mine || !before.exists() && gid.isPresent() && !number.isKnown());
            return perhaps ? Answer.unknown("which number " + name + " has") : Answer.of(before);
        });
    }
}
