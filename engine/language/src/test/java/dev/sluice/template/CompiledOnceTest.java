package dev.sluice.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.template.syntax.Syntax;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A text is compiled once, however many hosts it is evaluated for. */
class CompiledOnceTest {
    private final Templates templates = Sample.templates();

    @Test
    void aFileIsCompiledOnceForEachSyntax() {
        Template compiled = templates.compileFile("listen {{ port }}\n", Syntax.FILE);

        assertThat(templates.compileFile("listen {{ port }}\n", Syntax.FILE)).isSameAs(compiled);
        assertThat(templates.compileFile(
                        "listen {{ port }}\n", Syntax.FILE.withVariables(new Syntax.Delimiters("<<", ">>"))))
                .isNotSameAs(compiled);
        assertThat(compiled.render(Scope.ofPlain(Map.of("port", 80L)))).isEqualTo("listen 80\n");
        assertThat(compiled.render(Scope.ofPlain(Map.of("port", 443L)))).isEqualTo("listen 443\n");
    }

    @Test
    void aValueIsCompiledOnce() {
        assertThat(templates.compile("{{ port }}")).isSameAs(templates.compile("{{ port }}"));
    }
}
