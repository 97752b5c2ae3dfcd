package dev.sluice.modules.system.services;

import dev.sluice.modules.system.files.FileQuestion;
import dev.sluice.spi.Alterations;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Name;
import dev.sluice.spi.Reach;
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
    public void alter(Alterations alterations) {
        String reason = "what " + name + " is like when it is no longer masked";
        alterations.on(
                UnitState.class,
                Reach.at(Name.unit(name)),
                (question, before, world) -> question.scope() == scope
                                && question.name().equals(name)
                        ? before.map(unit -> unit.withLoad(Answer.of("loaded")).withFile(Answer.unknown(reason)))
                        : before);
        String file = scope.directories().get(0) + "/" + name;
        alterations.onFamily(FileQuestion.class, Reach.at(Name.path(file)), new Alterations.FamilyAlteration() {
            @Override
            public <V> Answer<V> after(Fact<V> fact, Answer<V> before, World world) {
                return Answer.unknown("whether " + name + " has a file of its own there");
            }
        });
    }
}
