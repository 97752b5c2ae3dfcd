package dev.sluice.journal.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.spi.Change.Difference;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class UnifiedDiffTest {
    @Test
    void showsContextAndRemovedLinesFirst() {
        assertThat(diff("1\n2\n3\n4\n5\n", "1\n2\nthree\n3b\n4\n5\n"))
                .containsExactly("@@ -1,5 +1,6 @@", " 1", " 2", "-3", "+three", "+3b", " 4", " 5");
    }

    @Test
    void namesTheTextsWhereTheyDiffer() {
        assertThat(UnifiedDiff.lines(new Difference("old", "", "new", "a\n"), 10))
                .containsExactly("--- old", "+++ new", "@@ -0,0 +1,1 @@", "+a");
    }

    @Test
    void marksAMissingLineEnd() {
        assertThat(diff("a", "a\n")).containsExactly("@@ -1,1 +1,1 @@", "-a", "\\ No newline at end of file", "+a");
    }

    @Test
    void saysSoWhenOnlySecretsDiffer() {
        assertThat(diff("password=********\n", "password=********\n"))
                .containsExactly("(differs only where it is secret)");
    }

    @Test
    void isBoundedInLength() {
        String many = lines(0, 1000);

        assertThat(diff("", many)).hasSize(21).last().isEqualTo("... 981 more lines");
    }

    @Test
    void twoLargeTextsWithNothingInCommonAreShownAsOneBlock() {
        assertThat(diff(lines(0, 50_000), lines(50_000, 100_000)))
                .startsWith("@@ -1,50000 +1,50000 @@", "-line 0")
                .last()
                .isEqualTo("... 99981 more lines");
    }

    @Test
    void aSmallChangeInALargeTextIsFound() {
        String before = lines(0, 40_000);

        assertThat(diff(before, before.replace("line 20000\n", "changed\n")))
                .contains("-line 20000", "+changed")
                .hasSize(9);
    }

    @Test
    void textsThatAreTooLargeAreNotCompared() {
        assertThat(diff("x".repeat(3_000_000), "y".repeat(3_000_000)))
                .containsExactly("(too large for a diff: 3000000 -> 3000000 characters)");
    }

    @Property(tries = 300)
    void removedAndAddedLinesAreThoseThatDiffer(
            @ForAll @Size(max = 12) List<Boolean> before, @ForAll @Size(max = 12) List<Boolean> after) {
        List<String> diff = UnifiedDiff.lines(new Difference("f", text(before), "f", text(after)), 1000);
        long removed = diff.stream().filter(line -> line.startsWith("-")).count();
        long added = diff.stream().filter(line -> line.startsWith("+")).count();

        assertThat(added - removed).isEqualTo(after.size() - before.size());
        assertThat(removed > 0 || added > 0).isEqualTo(!before.equals(after));
    }

    private static String text(List<Boolean> lines) {
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    private static String lines(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number -> "line " + number + "\n")
                .collect(Collectors.joining());
    }

    private static List<String> diff(String before, String after) {
        return UnifiedDiff.lines(new Difference("f", before, "f", after), 20);
    }
}
