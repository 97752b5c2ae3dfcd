package dev.sluice.modules.storage.exports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.spi.Output;
import dev.sluice.spi.TaskFailure;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ExportsTextTest {
    private static final String FILE = "/etc/exports";

    @Test
    void keepsEverythingAroundTheEntryThatChanges() {
        String text = "# shares of this host\n\n/srv/media  10.0.20.0/24(ro)   # films\n/srv/nfs\t10.0.20.0/24(ro)\n";

        ExportsText after = parse(text).with("/srv/nfs", client("10.0.20.0/24", "rw", "sync"));

        assertThat(after)
                .hasToString("# shares of this host\n\n/srv/media  10.0.20.0/24(ro)   # films\n"
                        + "/srv/nfs 10.0.20.0/24(rw,sync)\n");
    }

    @Test
    void addsALineToAFileThatEndsWithoutALineEnd() {
        assertThat(parse("/srv/a *(ro)").with("/srv/b", client("*", "ro"))).hasToString("/srv/a *(ro)\n/srv/b *(ro)\n");
    }

    @Test
    void addsAClientToTheLineOfItsDirectoryAndKeepsTheComment() {
        assertThat(parse("/srv/a *(ro) # all\n").with("/srv/a", client("10.0.10.15", "rw")))
                .hasToString("/srv/a *(ro) 10.0.10.15(rw) # all\n");
    }

    @Test
    void writesDefaultsOutWhereItChangesTheirLine() {
        assertThat(parse("/srv/a -sync,ro 10.0.20.0/24(rw) 10.0.10.15\n").with("/srv/a", client("10.0.10.15", "rw")))
                .hasToString("/srv/a 10.0.20.0/24(sync,ro,rw) 10.0.10.15(rw)\n");
    }

    @Test
    void removesALineWithItsLastClient() {
        ExportsText text = parse("/srv/a *(ro)\n/srv/b 10.0.20.0/24(rw) 10.0.10.15(ro)\n");

        assertThat(text.without("/srv/a", "*")).hasToString("/srv/b 10.0.20.0/24(rw) 10.0.10.15(ro)\n");
        assertThat(text.without("/srv/b", "10.0.20.0/255.255.255.0"))
                .hasToString("/srv/a *(ro)\n/srv/b 10.0.10.15(ro)\n");
    }

    @Test
    void readsContinuedLinesQuotesAndOctalEscapes() {
        ExportsText text =
                parse("\"/srv/b c\" \\\n   10.0.20.0/24(rw) \\\n\t10.0.10.15\n/srv/d\\040e *(ro)\n# ends with \\\n");

        assertThat(text.lines()).extracting(ExportsLine::path).containsExactly("/srv/b c", "/srv/d e");
        assertThat(text.lines().get(0).clients())
                .extracting(ExportsLine.Client::name)
                .containsExactly("10.0.20.0/24", "10.0.10.15");
    }

    @Test
    void writesPathsThatNeedItWithOctalEscapes() {
        assertThat(parse("").with("/srv/b c#\"", client("*", "ro"))).hasToString("/srv/b\\040c\\043\\042 *(ro)\n");
        assertThat(parse("/srv/b\\040c\\043\\042 *(ro)\n").lines().get(0).path())
                .isEqualTo("/srv/b c#\"");
    }

    @Test
    void aBlankBeforeTheParenthesisIsAClientWithoutAName() {
        assertThat(parse("/srv/a 10.0.0.0/8 (rw)\n").lines().get(0).clients())
                .extracting(ExportsLine.Client::name)
                .containsExactly("10.0.0.0/8", "");
    }

    @Test
    void aBarePathIsForEveryone() {
        assertThat(parse("/srv/a\n").lines().get(0).clients())
                .containsExactly(new ExportsLine.Client("", List.of(), true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/srv/a *(rw, sync)",
                "/srv/a *(rw",
                "/srv/a *(rw,foo)",
                "/srv/a *(RW)",
                "/srv/a *(rw,,sync)",
                "/srv/a *(rw)10.0.20.0/24(ro)",
                "/srv/a *(rw)#no",
                "\"/srv/a *(rw)"
            })
    void findsWhatWouldWithdrawEveryShareAfterIt(String line) {
        assertThatThrownBy(() -> parse("/srv/ok *(ro)\n" + line + "\n"))
                .isInstanceOf(TaskFailure.class)
                .hasMessageStartingWith("/etc/exports:2: ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rw                    | no_all_squash,no_subtree_check,hide,root_squash,rw,sec=sys,sync,wdelay",
                "ro,rw,async           | async,no_all_squash,no_subtree_check,hide,root_squash,rw,sec=sys,wdelay",
                "rw,no_root_squash,insecure,fsid | ",
                "subtree_check,no_acl,anonuid=1000,anongid=65534 |"
                        + " anonuid=1000,hide,no_acl,no_all_squash,ro,root_squash,sec=sys,sync,wdelay",
                "rw,mp                 |"
                        + " hide,mountpoint,no_all_squash,no_subtree_check,root_squash,rw,sec=sys,sync,wdelay",
            })
    void saysWhatTheTableWillShow(String options, String shown) {
        var answer = ExportOptions.shown(ExportOptions.split(options));

        if (shown == null) {
            assertThat(answer.isKnown()).isFalse();
        } else {
            assertThat(answer.get()).containsExactlyInAnyOrder(shown.split(","));
        }
    }

    @Test
    void aHostWithNfsdShowsTheSameTable() {
        String without =
                "/srv/nfs  10.0.20.0/24(sync,wdelay,hide,no_subtree_check,sec=sys,rw,root_squash,no_all_squash)\n";

        assertThat(table(without.replace(",rw,", ",rw,secure,"))).isEqualTo(table(without));
        assertThat(table(without).get(0).options())
                .isEqualTo(ExportOptions.shown(List.of("rw", "sync", "no_subtree_check")));
    }

    private static List<Export> table(String printed) {
        return new ExportsTable().parse(Output.of(0, printed, ""));
    }

    private static ExportsText parse(String text) {
        return ExportsText.parse(FILE, text);
    }

    private static ExportsLine.Client client(String name, String... options) {
        return new ExportsLine.Client(name, List.of(options), false);
    }
}
