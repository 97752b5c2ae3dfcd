package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownArgumentsTest {
    @Test
    void whatIsNoSecretIsShownAsItIs() {
        List<String> given = List.of("apply", "--yes", "-e", "size=10G name='a b'", "-e", "@secrets.yml", "site.yml");

        assertThat(ShownArguments.of(given)).isEqualTo(given);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "db_password=geheim size=1|db_password=******** size=1",
                "api_token='a b' x=y|api_token=******** x=y",
                "{\"login\": {\"password\": \"geheim\"}}|********",
                "ansible_become_pass=geheim|ansible_become_pass=********",
            })
    void secretsOfExtraVariablesAreNot(String given, String shown) {
        assertThat(ShownArguments.of(List.of("-e", given))).containsExactly("-e", shown);
        assertThat(ShownArguments.of(List.of("-e" + given))).containsExactly("-e" + shown);
        assertThat(ShownArguments.of(List.of("--extra-vars=" + given))).containsExactly("--extra-vars=" + shown);
    }
}
