package dev.sluice.template;

import dev.sluice.python.Invocable;
import dev.sluice.python.ScriptObject;
import dev.sluice.spi.value.Undefined;
import dev.sluice.template.syntax.Node;
import dev.sluice.template.syntax.Suggestions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The blocks of a template and of those that it extends, the most derived definition of each first. */
final class Blocks {
    private final Map<String, List<Node.Block>> definitions = new LinkedHashMap<>();

    /** Adds the blocks of a template whose derived templates were added before. */
    void add(List<Node> nodes) {
        for (Node node : nodes) {
            if (node instanceof Node.Block block) {
                definitions
                        .computeIfAbsent(block.name(), name -> new ArrayList<>())
                        .add(block);
            }
            node.bodies().forEach(this::add);
        }
    }

    /** Renders a block in its place. Only one that is scoped sees the names of the loop or macro that it stands in. */
    void render(Node.Block block, Renderer renderer) {
        render(block.name(), 0, block.scoped() ? renderer : outside(renderer));
    }

    private static Renderer outside(Renderer renderer) {
        return renderer.within(renderer.frame().ofTemplate());
    }

    private void render(String name, int level, Renderer renderer) {
        List<Node.Block> chain = definitions.getOrDefault(name, List.of());
        if (level >= chain.size()) {
            return;
        }
        Frame frame = renderer.frame().nested();
        boolean hasParent = level + 1 < chain.size();
        frame.set(
                "super",
                hasParent
                        ? (Invocable) (positional, named) -> capture(name, level + 1, renderer)
                        : new Undefined("super", "the block '" + name + "' has no parent"));
        frame.set("self", new Self(this, outside(renderer)));
        boolean muted = renderer.out().isMuted();
        renderer.out().mute(false);
        try {
            renderer.within(frame).render(chain.get(level).body());
        } finally {
            renderer.out().mute(muted);
        }
    }

    private Object capture(String name, int level, Renderer renderer) {
        TextBuffer buffer = new TextBuffer();
        try {
            render(name, level, renderer.into(buffer));
        } catch (UnknownOutput unknown) {
            return unknown.unknown();
        }
        return buffer.value();
    }

    /** The variable {@code self}: its attributes render blocks. */
    private record Self(Blocks blocks, Renderer renderer) implements ScriptObject {
        @Override
        public String typeName() {
            return "self";
        }

        @Override
        public Object attribute(String name) {
            return blocks.definitions.containsKey(name)
                    ? (Invocable) (positional, named) -> blocks.capture(name, 0, renderer)
                    : new Undefined(name, Suggestions.hint(name, blocks.definitions.keySet()));
        }
    }
}
