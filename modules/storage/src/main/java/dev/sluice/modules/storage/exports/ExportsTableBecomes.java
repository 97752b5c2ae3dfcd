package dev.sluice.modules.storage.exports;

import dev.sluice.spi.Effect;
import dev.sluice.spi.Fact;
import dev.sluice.spi.World;
import dev.sluice.spi.value.Answer;
import java.util.List;

/** {@code exportfs -ra} makes the table say what the files say. */
record ExportsTableBecomes(List<Export> exports) implements Effect {
    @Override
    @SuppressWarnings("unchecked") // the answer has the type of its question
    public <V> Answer<V> after(Fact<V> fact, World world) {
        return fact instanceof ExportsTable ? (Answer<V>) Answer.of(exports) : world.before(fact);
    }
}
