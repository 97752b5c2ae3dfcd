package dev.sluice.modules.system.command;

import dev.sluice.modules.system.files.FileAt;
import dev.sluice.modules.system.files.FileStatus;
import dev.sluice.spi.DerivedFact;
import dev.sluice.spi.Name;
import dev.sluice.spi.Output;
import dev.sluice.spi.Reach;
import dev.sluice.spi.Script;
import dev.sluice.spi.ShellFact;
import dev.sluice.spi.UnparsableOutputException;
import dev.sluice.spi.World;
import dev.sluice.spi.value.Answer;
import java.util.Set;

/**
 * Whether anything matches a file name pattern; prints {@code yes} or {@code no}.
 *
 * @param pattern an absolute path, or one below {@code ~}, with {@code *}, {@code ?} and {@code [...]} as in a shell
 */
public record PathExists(String pattern) implements ShellFact<Boolean>, DerivedFact<Boolean> {
    @Override
    public Set<Name> names() {
        return Set.of(Name.pathOr("file", fixedPart()));
    }

    @Override
    public String describe() {
        return "whether " + pattern + " exists";
    }

    @Override
    public Script script() {
        return Script.of(
                "for p in {}; do [ -e \"$p\" ] || [ -L \"$p\" ] && { echo yes; exit 0; }; done; echo no",
                Script.ofUser(word()));
    }

    @Override
    public Boolean parse(Output output) {
        return switch (output.text().strip()) {
            case "yes" -> true;
            case "no" -> false;
            default -> throw new UnparsableOutputException(describe(), "expected yes or no, not " + output.text());
        };
    }

    @Override
    public Reach sources() {
        return Reach.at(names());
    }

    @Override
    public Answer<Boolean> follow(Altered altered, Answer<Boolean> answer, World world) {
        return !isPattern() && pattern.startsWith("/")
                ? world.after(new FileAt(pattern)).map(FileStatus::exists)
                : Answer.unknown(describe() + " after a change there");
    }

    boolean isPattern() {
        return pattern.matches("(?s).*[*?\\[].*");
    }

    /** The directories before the first wildcard. */
    private String fixedPart() {
        if (!isPattern()) {
            return pattern;
        }
        String before = pattern.split("[*?\\[]", 2)[0];
        int slash = before.lastIndexOf('/');
        return slash <= 0 ? "/" : before.substring(0, slash);
    }

    private String word() {
        StringBuilder word = new StringBuilder();
        for (int at = 0; at < pattern.length(); at++) {
            char each = pattern.charAt(at);
            boolean plain = Character.isLetterOrDigit(each) || "/_.-*?[]!~".indexOf(each) >= 0;
            word.append(plain && (each != '~' || at == 0) ? String.valueOf(each) : each == '\n' ? "'\n'" : "\\" + each);
        }
        return word.toString();
    }
}
