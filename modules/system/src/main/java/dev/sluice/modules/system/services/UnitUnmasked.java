package dev.sluice.modules.system.services;

import dev.sluice.modules.system.files.FileQuestion;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Fact;
import dev.sluice.spi.World;
import dev.sluice.spi.value.Answer;

/**
 * A unit is no longer masked: what its own file says counts again, and only systemd knows what that is.
 *
 * @param name the unit
 * @param scope whose units
 */
public record UnitUnmasked(String name, Scope scope) implements Effect {
    @Override
    @SuppressWarnings("unchecked") // the answer to UnitState is a unit
    public <V> Answer<V> after(Fact<V> fact, World world) {
        if (fact instanceof UnitState question
                && question.scope() == scope
                && question.name().equals(name)) {
            String reason = "what " + name + " is like when it is no longer masked";
            return (Answer<V>) world.before(question)
                    .map(unit -> unit.withLoad(Answer.of("loaded")).withFile(Answer.unknown(reason)));
        }
        if (fact instanceof FileQuestion<?> question
                && question.path().equals(scope.directories().get(0) + "/" + name)) {
            return Answer.unknown("whether " + name + " has a file of its own there");
        }
        return world.before(fact);
    }
}
