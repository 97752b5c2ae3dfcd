package dev.sluice.spi;

import dev.sluice.spi.secret.SecretPlace;
import dev.sluice.spi.value.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Files on the machine where Sluice runs, as a task sees them. Reading only. */
public interface Controller {
    /**
     * Finds a file as Ansible does: an absolute path as it is, else in the {@code folder} of the role or beside the
     * runbook ({@code files} or {@code templates}), then beside the runbook itself.
     *
     * @param name the path as written in the task
     * @param folder {@code files}, {@code templates} or {@code vars}
     * @return the absolute path of a file or a directory
     * @throws TaskFailure if there is none; the message lists the places searched
     */
    String find(String name, String folder);

    /**
     * The content of a file.
     *
     * @throws TaskFailure if it cannot be read or is larger than 256 MiB
     */
    Bytes read(String path);

    boolean isDirectory(String path);

    boolean exists(String path);

    /**
     * What lies below a directory.
     *
     * @param path relative to the directory, with {@code /}
     * @param link null for a file and an empty directory; for a symbolic link what is written in it
     */
    record Entry(String path, @Nullable String link) {}

    /**
     * All files, symbolic links and empty directories below a directory, sorted by path.
     *
     * @param follow whether a link stands for what it leads to; one that leads nowhere, or back to a directory above
     *     it, is listed as a link all the same
     */
    List<Entry> list(String directory, boolean follow);

    /**
     * The absolute path that a name stands for, whether or not anything is there: as it is, below the user's home for
     * {@code ~/}, else beside the runbook.
     */
    String resolve(String name);

    /**
     * A secret that is kept on the controller. Ask {@link dev.sluice.spi.secret.SecretAt} whether there is one: that
     * answer knows of what the run itself will keep.
     *
     * @return empty if none is kept there
     * @throws TaskFailure if the store cannot be read
     */
    Optional<Secret> secret(SecretPlace place);

    /** The permission bits of a file, e.g. 0644. */
    int mode(String path);

    /**
     * Renders a template file with the task's variables.
     *
     * @param path an absolute path from {@link #find}
     * @param options Jinja2's options under Ansible's names ({@code trim_blocks}, {@code lstrip_blocks},
     *     {@code newline_sequence}, {@code variable_start_string}, ...)
     * @param extra variables that the module adds ({@code ansible_managed}, {@code template_path}, ...)
     * @return the text, its secrets in the clear; an {@link dev.sluice.spi.value.Unknown} if it has unknown parts
     * @throws TaskFailure if the template is wrong
     */
    Object render(String path, Map<String, Object> options, Map<String, Object> extra);
}
