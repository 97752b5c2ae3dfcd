package dev.sluice.modules.system.files.copy;

import dev.sluice.modules.system.files.FileContent;
import dev.sluice.modules.system.files.FileEnsured;
import dev.sluice.modules.system.files.FileKind;
import dev.sluice.modules.system.files.RefusedParameters;
import dev.sluice.modules.system.files.TargetPath;
import dev.sluice.modules.system.files.change.CommonParameters;
import dev.sluice.modules.system.files.change.UndecidedFile;
import dev.sluice.spi.Bytes;
import dev.sluice.spi.Description;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Facts;
import dev.sluice.spi.FileMode;
import dev.sluice.spi.Module;
import dev.sluice.spi.Parameter;
import dev.sluice.spi.Plan;
import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.value.Unknown;
import dev.sluice.spi.value.UnknownAnswerException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Renders a template on the controller and puts the text on the target, as Ansible's {@code template}. */
public final class TemplateModule implements Module<TemplateModule.Parameters> {
    @Description(
            value = """
                    Renders a Jinja2 template of the controller with the task's variables and puts the text on the target,
                    as `copy` does. Besides the task's variables a template sees `ansible_managed`, `template_path`,
                    `template_fullpath`, `template_destpath`, `template_host` and `template_uid`.

                    If the text depends on something that is not known before the run, a check says so and goes on: the
                    file is there afterwards, with the wanted attributes and a content that is not known.""",
            example = """
                    - name: Configure the exporter
                      template: { src: exporter.conf.j2, dest: /etc/exporter.conf, mode: 0640, group: prometheus }
                    """,
            returns = {
                "dest: the path that was written",
                "src: the template",
                "checksum: SHA-1 of the content",
                "md5sum: MD5 of the content, if it was written",
                "backup_file: where the old file is kept, if it is",
                "uid, gid, owner, group, mode, size, state: of the file"
            },
            refuses = {
                RefusedParameters.FLAGS,
                RefusedParameters.LABELS,
                RefusedParameters.IN_PLACE,
                "output_encoding: files are written in UTF-8"
            })
    record Parameters(
            @Parameter(value = "The template, looked up in `templates`.", required = true)
            String src,

            @Parameter(value = "Where it goes: a file, or a directory if it ends with `/` or is one.", required = true)
            String dest,

            @Parameter(CommonParameters.MODE) @Nullable FileMode mode,
            @Parameter(CommonParameters.OWNER) @Nullable String owner,
            @Parameter(CommonParameters.GROUP) @Nullable String group,
            @Parameter(CommonParameters.BACKUP) boolean backup,
            @Parameter(CommonParameters.VALIDATE) @Nullable String validate,

            @Parameter(value = "Whether a file that exists is replaced if it differs.", defaultValue = "true")
            boolean force,

            @Parameter("Whether a symbolic link at `dest` is followed.")
            boolean follow,

            @Parameter(value = "What ends a line: `\\n`, `\\r\\n` or `\\r`.", defaultValue = "\"\\n\"")
            String newline_sequence,

            @Parameter(value = "Whether the first newline after a block is left out.", defaultValue = "true")
            boolean trim_blocks,

            @Parameter("Whether white space between the start of a line and a block is left out.")
            boolean lstrip_blocks,

            @Parameter("What begins an expression; `{{` if not given.") @Nullable
            String variable_start_string,

            @Parameter("What ends an expression; `}}` if not given.") @Nullable
            String variable_end_string,

            @Parameter("What begins a block; `{%` if not given.") @Nullable
            String block_start_string,

            @Parameter("What ends a block; `%}` if not given.") @Nullable
            String block_end_string,

            @Parameter("What begins a comment; `{#` if not given.") @Nullable
            String comment_start_string,

            @Parameter("What ends a comment; `#}` if not given.") @Nullable
            String comment_end_string) {
        Map<String, Object> options() {
            Map<String, Object> options = new LinkedHashMap<>();
            options.put("trim_blocks", trim_blocks);
            options.put("lstrip_blocks", lstrip_blocks);
            put(options, "variable_start_string", variable_start_string);
            put(options, "variable_end_string", variable_end_string);
            put(options, "block_start_string", block_start_string);
            put(options, "block_end_string", block_end_string);
            put(options, "comment_start_string", comment_start_string);
            put(options, "comment_end_string", comment_end_string);
            return options;
        }

        /** In single quotes YAML leaves the backslash as it is; Ansible accepts both. */
        private String lineEnd() {
            return switch (newline_sequence) {
                case "\n", "\\n" -> "\n";
                case "\r", "\\r" -> "\r";
                case "\r\n", "\\r\\n" -> "\r\n";
                default -> throw new TaskFailure("newline_sequence needs to be one of: \\n, \\r or \\r\\n");
            };
        }

        private static void put(Map<String, Object> options, String name, @Nullable String value) {
            if (value != null) {
                options.put(name, value);
            }
        }

        CopyModule.Parameters copy() {
            return new CopyModule.Parameters(
                    dest, src, null, mode, null, owner, group, force, backup, validate, false, follow, true, null);
        }
    }

    @Override
    public String name() {
        return "template";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public Plan plan(Parameters wanted, Facts facts) {
        String source = facts.controller().find(wanted.src(), "templates");
        Map<String, Object> extra = new LinkedHashMap<>();
        extra.put("ansible_managed", "Ansible managed");
        extra.put("template_path", source);
        extra.put("template_fullpath", source);
        extra.put("template_destpath", wanted.dest());
        extra.put("template_host", facts.target().name());
        extra.put("template_uid", facts.user());
        Object text = facts.controller().render(source, wanted.options(), extra);
        if (text instanceof Unknown unknown) {
            throw new UnknownAnswerException(unknown.reason());
        }
        String clear = String.valueOf(text).replaceAll("\\r\\n|\\r|\\n", wanted.lineEnd());
        FileMode mode = wanted.mode() != null && wanted.mode().preserves()
                ? new FileMode(FileMode.format(facts.controller().mode(source)))
                : wanted.mode();
        return new FileCopy(wanted.copy(), facts, mode).plan(TargetPath.name(source), wanted.src(), Bytes.of(clear));
    }

    /** The file is there afterwards with the wanted attributes, whatever its content turns out to be. */
    @Override
    public List<Effect> undecided(Parameters wanted, String reason) {
        boolean clear = wanted.dest().startsWith("/") && !wanted.dest().endsWith("/") && !wanted.follow();
        if (!clear) {
            return Module.super.undecided(wanted, reason);
        }
        return List.of(FileEnsured.at(
                TargetPath.normalize(wanted.dest()),
                UndecidedFile.of(FileKind.FILE, wanted.copy().wanted(), new FileContent.Undetermined(reason), reason)));
    }
}
