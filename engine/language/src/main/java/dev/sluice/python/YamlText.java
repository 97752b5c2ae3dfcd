package dev.sluice.python;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.StreamDataWriter;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.emitter.Emitter;
import org.snakeyaml.engine.v2.events.DocumentEndEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.ImplicitTuple;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;
import org.snakeyaml.engine.v2.events.StreamStartEvent;

/** Writes YAML as PyYAML does it, down to which texts are quoted and where long ones are folded. */
public final class YamlText {
    private static final int MOST_DEPTH = 200;

    private final Emitter emitter;
    private final Layout layout;

    private YamlText(Emitter emitter, Layout layout) {
        this.emitter = emitter;
        this.layout = layout;
    }

    /**
     * How YAML is laid out.
     *
     * @param indent the columns that each level is moved in by
     * @param width the column after which texts are folded
     * @param flow whether collections are written in brackets: true, false, or null for those that hold only scalars
     */
    public record Layout(
            int indent,
            int width,
            boolean sortKeys,
            @Nullable Boolean flow,
            boolean explicitStart) {}

    /** The value as a YAML document. */
    public static String of(@Nullable Object value, Layout layout) {
        StringBuilder out = new StringBuilder();
        DumpSettings settings = DumpSettings.builder()
                .setIndent(layout.indent())
                .setWidth(layout.width())
                .setExplicitStart(layout.explicitStart())
                .setUseUnicodeEncoding(true)
                .build();
        YamlText text = new YamlText(new Emitter(settings, new Writer(out)), layout);
        text.emitter.emit(new StreamStartEvent());
        text.emitter.emit(new DocumentStartEvent(layout.explicitStart(), Optional.empty(), Map.of()));
        text.write(value, 0);
        text.emitter.emit(new DocumentEndEvent(false));
        text.emitter.emit(new StreamEndEvent());
        String result = out.toString();
        return result.endsWith("\n...\n") ? result.substring(0, result.length() - 4) : result;
    }

    private void write(@Nullable Object value, int depth) {
        if (depth > MOST_DEPTH) {
            throw new OperationException("the value is nested more than " + MOST_DEPTH + " levels deep");
        }
        if (value instanceof Map<?, ?> map) {
            writeMap(map, depth);
        } else if (value instanceof Collection<?> items) {
            emitter.emit(new SequenceStartEvent(Optional.empty(), Optional.empty(), true, style(items)));
            items.forEach(item -> write(item, depth + 1));
            emitter.emit(new SequenceEndEvent());
        } else {
            writeScalar(value);
        }
    }

    private void writeMap(Map<?, ?> map, int depth) {
        List<Map.Entry<?, ?>> entries = new ArrayList<>(map.entrySet());
        if (layout.sortKeys()) {
            entries.sort((a, b) -> Comparison.order(a.getKey(), b.getKey(), "<"));
        }
        emitter.emit(new MappingStartEvent(Optional.empty(), Optional.empty(), true, style(map.values())));
        for (Map.Entry<?, ?> entry : entries) {
            write(entry.getKey(), depth + 1);
            write(entry.getValue(), depth + 1);
        }
        emitter.emit(new MappingEndEvent());
    }

    private FlowStyle style(Collection<?> items) {
        boolean onlyScalars = items.stream().noneMatch(item -> item instanceof Map || item instanceof Collection);
        boolean flow = layout.flow() == null ? onlyScalars : layout.flow();
        return flow ? FlowStyle.FLOW : FlowStyle.BLOCK;
    }

    private void writeScalar(@Nullable Object value) {
        boolean text = value instanceof String || value instanceof Moment;
        String written = text ? String.valueOf(value) : scalar(value);
        boolean plain = !text || YamlScalars.isPlainText(written);
        // PyYAML's C emitter, unlike its Python one, never writes a text of several lines without quotes.
        ScalarStyle style = written.indexOf('\n') >= 0 ? ScalarStyle.SINGLE_QUOTED : ScalarStyle.PLAIN;
        emitter.emit(
                new ScalarEvent(Optional.empty(), Optional.empty(), new ImplicitTuple(plain, text), written, style));
    }

    private static String scalar(@Nullable Object value) {
        if (value == null) {
            return "null";
        } else if (value instanceof Boolean) {
            return value.toString();
        } else if (value instanceof Double number) {
            if (number.isNaN() || number.isInfinite()) {
                return number.isNaN() ? ".nan" : number > 0 ? ".inf" : "-.inf";
            }
            String digits = FloatText.of(number);
            return digits.contains(".") ? digits : digits.replace("e", ".0e");
        } else if (value instanceof Number) {
            return value.toString();
        }
        throw new OperationException("a value of type '" + Types.name(value) + "' has no YAML form");
    }

    private record Writer(StringBuilder out) implements StreamDataWriter {
        @Override
        public void write(String text) {
            out.append(text);
            Limits.checkText(out.length());
        }

        @Override
        public void write(String text, int offset, int length) {
            out.append(text, offset, offset + length);
        }
    }
}
