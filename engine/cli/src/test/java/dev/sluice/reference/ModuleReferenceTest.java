package dev.sluice.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.spi.Description;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Family;
import dev.sluice.spi.Module;
import dev.sluice.spi.Parameter;
import dev.sluice.spi.Plan;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ModuleReferenceTest {
    enum State {
        PRESENT,
        ABSENT
    }

    @Description("Removes old ones.")
    record Prune(
            @Parameter(value = "Which ones, e.g. `a|b`.", required = true)
            String match) {}

    @Description(
            value = """
                    Manages shelves. A shelf that is too
                    short is extended.""",
            example = "- shelf: { name: books, length: 2 }\n",
            returns = {"length: how long it is", "path"})
    record ShelfParameters(
            @Parameter(value = "Its name.", required = true, aliases = "shelf")
            String name,

            @Parameter(value = "Whether it is there.", defaultValue = "present")
            State state,

            @Parameter("What is removed.") @Nullable List<Prune> prune) {}

    private static final class Shelf implements Module<ShelfParameters> {
        @Override
        public String name() {
            return "shelf";
        }

        @Override
        public List<String> aliases() {
            return List.of("community.general.shelf");
        }

        @Override
        public Class<ShelfParameters> parameters() {
            return ShelfParameters.class;
        }

        @Override
        public Plan plan(ShelfParameters wanted, Facts facts) {
            return Plan.unchanged(Map.of());
        }
    }

    private static final class Furniture implements Family {
        @Override
        public String name() {
            return "furniture";
        }

        @Override
        public List<Module<?>> modules() {
            return List.of(new Shelf());
        }

        @Override
        public List<Class<? extends Fact<?>>> facts() {
            return List.of();
        }
    }

    private final ModuleReference reference = ModuleReference.of(List.of(new Furniture()));

    @Test
    void aPageSaysAllThatTheRecordSays() {
        assertThat(reference.files().get("shelf.md")).isEqualTo("""
                        <!-- Generated from the module's record of parameters; see docs/writing-a-module.md. -->

                        # shelf

                        Manages shelves. A shelf that is too short is extended.

                        ```yaml
                        - shelf: { name: books, length: 2 }
                        ```

                        ## Parameters

                        | name | accepts | meaning |
                        |---|---|---|
                        | **`name`** | text; required; also called shelf | Its name. |
                        | `state` | one of present, absent; default present | Whether it is there. |
                        | `prune` | list of mappings | What is removed. |

                        ### `prune`

                        | name | accepts | meaning |
                        |---|---|---|
                        | **`match`** | text; required | Which ones, e.g. `a\\|b`. |

                        ## Registers

                        | name | meaning |
                        |---|---|
                        | `length` | how long it is |
                        | `path` |  |

                        Family: furniture. Other names: `community.general.shelf`.
                        """);
    }

    @Test
    void theTerminalShowsTheSameInLinesThatFit() {
        assertThat(reference.text("community.general.shelf", 50)).hasValue("""
                        shelf  (furniture)

                          Manages shelves. A shelf that is too short is
                          extended.

                        Example
                          - shelf: { name: books, length: 2 }

                        Parameters
                          name  (text; required; also called shelf)
                              Its name.
                          state  (one of present, absent; default present)
                              Whether it is there.
                          prune  (list of mappings)
                              What is removed.
                              match  (text; required)
                                  Which ones, e.g. `a|b`.

                        Registers
                          length: how long it is
                          path:

                        Other names: community.general.shelf
                        """);
    }

    @Test
    void theIndexHasOneSentenceForEachModule() {
        assertThat(reference.files().get("index.md")).contains("| [`shelf`](shelf.md) | Manages shelves. |");
        assertThat(reference.overview()).isEqualTo("furniture\n  shelf  Manages shelves.\n");
    }

    @Test
    void aNameThatNobodyHasIsNotFound() {
        assertThat(reference.text("table", 80)).isEmpty();
    }
}
