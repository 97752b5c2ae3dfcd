package dev.sluice.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.python.OperationException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What ansible-core does too is in the playbooks of PlaybookOracleTest. */
class KeyedFilesTest {
    @Test
    void a_line_continues_a_value_only_if_it_is_indented_deeper_than_the_option() {
        String git = "[user]\n\tname = x\n\temail = y\n\t  z\n\n\t  end\n";

        assertThat(ini(git, "name", Map.of("section", "user"))).containsExactly("x");
        assertThat(ini(git, "email", Map.of("section", "user"))).containsExactly("y\nz\n\nend");
    }

    @Test
    void values_refer_to_others_of_their_section_and_of_the_default_one() {
        String text = "[DEFAULT]\nbase = /srv\n[s]\nPlace = %(base)s/a%%b\nfile = %(PLACE)s/f\n";

        assertThat(ini(text, "file", Map.of())).containsExactly("/srv/a%b/f");
        assertThat(ini(text, "base", Map.of("section", "DEFAULT"))).containsExactly("/srv");
        assertThat(ini(text, ".*", Map.of("re", true))).containsExactly("/srv", "/srv/a%b", "/srv/a%b/f");
    }

    @ParameterizedTest
    @CsvSource({
        "'k = 1\nk = 2',                 line 3: there is an option 'k' in this section already",
        "'k = 1\nK = 2',                 line 3: there is an option 'k' in this section already",
        "'k = 1\n[s]',                   line 3: there is a section 's' already",
        "'k = 1\nword',                  line 3: neither a section nor an option with a value",
        "'k = 50%',                      the value of 'k' has a lone percent sign",
        "'k = %(none)s',                 'which has no value'",
        "'k = %(k)s',                    refers to itself"
    })
    void what_configparser_refuses_is_an_error(String options, String message) {
        assertThatThrownBy(() -> ini("[s]\n" + options, "k", Map.of()))
                .isInstanceOf(OperationException.class)
                .hasMessageContaining(message);
    }

    @Test
    void an_option_before_every_section_is_an_error_but_in_properties() {
        assertThatThrownBy(() -> ini("k = v\n[s]\n", "k", Map.of()))
                .hasMessage("'f', line 1: an option before the first section");
        assertThat(ini("k = v\n", "k", Map.of("type", "properties"))).containsExactly("v");
    }

    @Test
    void an_option_without_a_value_gives_nothing_where_it_is_allowed() {
        assertThat(ini("[s]\nskip\nk = v\n", "skip", Map.of("allow_no_value", true)))
                .isEmpty();
    }

    @Test
    void a_wrong_regular_expression_is_an_error_that_says_so() {
        assertThatThrownBy(() -> ini("[s]\nk = v\n", "(", Map.of("re", true)))
                .isInstanceOf(OperationException.class)
                .hasMessageContaining("the regular expression '(' is not valid");
    }

    @Test
    void a_default_of_none_is_no_default() {
        Map<String, Object> options = new HashMap<>(Map.of("section", "s", "file", "f"));
        options.put("default", null);
        KeyedFiles files = new KeyedFiles(name -> "[s]\n");

        assertThat(files.find("ini", List.of("none"), options)).containsExactly("");
        assertThat(files.find("csvfile", List.of("none"), options)).isEmpty();
    }

    private static List<Object> ini(String text, String key, Map<String, Object> options) {
        Map<String, Object> all = new HashMap<>(Map.of("section", "s", "file", "f"));
        all.putAll(options);
        return new KeyedFiles(name -> text).find("ini", List.of(key), all);
    }
}
