package dev.sluice.modules.system.files.read;

import dev.sluice.modules.system.files.Content;
import dev.sluice.modules.system.files.ContentOf;
import dev.sluice.modules.system.files.change.PathParameter;
import dev.sluice.spi.Description;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Module;
import dev.sluice.spi.Parameter;
import dev.sluice.spi.Plan;
import dev.sluice.spi.TaskFailure;
import java.util.Base64;
import java.util.Map;

/** Reads a file of the target into a variable, as Ansible's {@code slurp}. */
public final class SlurpModule implements Module<SlurpModule.Parameters> {
    @Description(
            value =
                    "Reads a file of the target, at most 8 MiB, and returns it in base64. In a check it returns what the"
                            + " file will hold after the earlier tasks.",
            example = """
                    - name: Read the exports
                      slurp: { src: /etc/exports }
                      register: exports
                    - debug: { msg: "{{ exports.content | b64decode }}" }
                    """,
            returns = {"content: the content in base64", "encoding: `base64`", "source: the path"})
    record Parameters(
            @Parameter(value = "The file.", required = true, aliases = "path")
            String src) {}

    @Override
    public String name() {
        return "slurp";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public boolean altersNothing() {
        return true;
    }

    @Override
    public Plan plan(Parameters wanted, Facts facts) {
        String path = PathParameter.absolute(facts, wanted.src());
        Content content = facts.get(new ContentOf(path));
        String problem = switch (content.state()) {
            case READ -> "";
            case ABSENT -> "file not found: ";
            case HIDDEN, UNREADABLE -> "file is not readable by user " + facts.user() + ": ";
            case DIRECTORY -> "source is a directory and must be a file: ";
            case SPECIAL -> "source is not a regular file: ";
            case TOO_LARGE -> "file is larger than " + ContentOf.LIMIT + " bytes; use fetch: ";
        };
        if (!problem.isEmpty()) {
            throw new TaskFailure(problem + path);
        }
        return Plan.unchanged(Map.of(
                "content",
                Base64.getEncoder().encodeToString(content.bytes().toArray()),
                "source",
                path,
                "encoding",
                "base64"));
    }
}
