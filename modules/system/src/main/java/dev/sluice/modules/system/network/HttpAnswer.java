package dev.sluice.modules.system.network;

import dev.sluice.spi.DerivedFact;
import dev.sluice.spi.Name;
import dev.sluice.spi.Output;
import dev.sluice.spi.Reach;
import dev.sluice.spi.Script;
import dev.sluice.spi.ShellFact;
import dev.sluice.spi.World;
import dev.sluice.spi.value.Answer;
import java.util.Set;

/**
 * What a request that alters nothing is answered. It may depend on anything, so once the run has changed something it is
 * unknown.
 *
 * @param request a request with GET or HEAD
 */
public record HttpAnswer(HttpRequest request) implements ShellFact<HttpReply>, DerivedFact<HttpReply> {
    @Override
    public Set<Name> names() {
        return Set.of(new Name("url", request.url()));
    }

    @Override
    public String describe() {
        return "what " + request.url() + " answers";
    }

    @Override
    public Script script() {
        return request.script();
    }

    @Override
    public HttpReply parse(Output output) {
        return HttpReply.parse(describe(), output);
    }

    @Override
    public Reach sources() {
        return Reach.everything();
    }

    @Override
    public Answer<HttpReply> follow(Altered altered, Answer<HttpReply> answer, World world) {
        return Answer.unknown(describe() + " after the changes of this run");
    }
}
