package dev.sluice.modules.system.network;

import dev.sluice.spi.DependentFact;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Output;
import dev.sluice.spi.ShellFact;
import dev.sluice.spi.SuspectedEffect;
import dev.sluice.spi.World;
import dev.sluice.spi.value.Answer;
import java.util.Set;

/**
 * What a request that alters nothing is answered. It may depend on anything, so once the run has changed something it is
 * unknown.
 *
 * @param request a request with GET or HEAD
 */
public record HttpAnswer(HttpRequest request) implements ShellFact<HttpReply>, DependentFact<HttpReply> {
    @Override
    public Set<String> names() {
        return Set.of(request.url());
    }

    @Override
    public String describe() {
        return "what " + request.url() + " answers";
    }

    @Override
    public String script() {
        return request.script();
    }

    @Override
    public HttpReply parse(Output output) {
        return HttpReply.parse(describe(), output);
    }

    @Override
    public Answer<HttpReply> follow(Effect effect, Answer<HttpReply> answer, World world) {
        return SuspectedEffect.alteredBy(effect).isEmpty()
                ? answer
                : Answer.unknown(describe() + " after the changes of this run");
    }
}
