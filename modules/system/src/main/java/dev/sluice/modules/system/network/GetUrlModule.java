package dev.sluice.modules.system.network;

import dev.sluice.modules.system.files.ChecksumOf;
import dev.sluice.modules.system.files.CurrentUser;
import dev.sluice.modules.system.files.FileAt;
import dev.sluice.modules.system.files.FileContent;
import dev.sluice.modules.system.files.FileEnsured;
import dev.sluice.modules.system.files.FileKind;
import dev.sluice.modules.system.files.FileStatus;
import dev.sluice.modules.system.files.RefusedParameters;
import dev.sluice.modules.system.files.TargetPath;
import dev.sluice.modules.system.files.change.AttributePlan;
import dev.sluice.modules.system.files.change.CommonParameters;
import dev.sluice.modules.system.files.change.FileWriting;
import dev.sluice.modules.system.files.change.PathParameter;
import dev.sluice.modules.system.files.change.ReturnValues;
import dev.sluice.modules.system.files.change.UndecidedFile;
import dev.sluice.modules.system.files.change.WantedAttributes;
import dev.sluice.spi.Change;
import dev.sluice.spi.Description;
import dev.sluice.spi.Effect;
import dev.sluice.spi.Facts;
import dev.sluice.spi.FileMode;
import dev.sluice.spi.Module;
import dev.sluice.spi.Parameter;
import dev.sluice.spi.Plan;
import dev.sluice.spi.Script;
import dev.sluice.spi.Steps;
import dev.sluice.spi.TaskFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Downloads a file to the target, as Ansible's {@code get_url}. */
public final class GetUrlModule implements Module<GetUrlModule.Parameters> {
    private static final Pattern CHECKSUM = Pattern.compile("(md5|sha1|sha224|sha256|sha384|sha512):([0-9a-fA-F]+)");

    @Description(
            value = """
                    Downloads a file with the target's `curl` or `wget` and puts it in place in one instant. A file that is
                    there stays unless its `checksum` is wrong or `force` is set; with `force` and no `checksum` it is
                    downloaded in every run. Give a `checksum`: then a check knows what will be there.

                    Address, headers and credentials do not appear among the target's processes: curl reads them from
                    standard input, GNU wget from a file that only its user can read. busybox's wget can do neither: it is
                    used only where there are no headers, credentials or certificates.""",
            example = """
                    - name: Fetch the exporter
                      get_url:
                        url: https://example.org/exporter-1.2.tar.gz
                        dest: /opt/exporter-1.2.tar.gz
                        checksum: sha256:b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c
                    """,
            returns = {
                "dest: the path of the file",
                "url: the address",
                "uid, gid, owner, group, mode, size, state: of the file"
            },
            refuses = {
                RefusedParameters.FLAGS,
                RefusedParameters.LABELS,
                RefusedParameters.IN_PLACE,
                "backup: a file that is replaced is not kept; copy it in a task before",
                "ciphers, decompress, unredirected_headers, use_gssapi, use_netrc: curl and wget "
                        + "decide on these by themselves",
                "tmp_dest: a download is put beside its destination, so that it can be renamed in " + "one instant"
            })
    record Parameters(
            @Parameter(value = "The address: http, https, ftp or file.", required = true)
            String url,

            @Parameter(value = "Where it goes: a file, or a directory that is there.", required = true)
            String dest,

            @Parameter("`ALGORITHM:HEX`, for example `sha256:...`: what the file must have.") @Nullable
            String checksum,

            @Parameter("Whether a file that is there is downloaded again.")
            boolean force,

            @Parameter("Headers of the request.") @Nullable Map<String, String> headers,

            @Parameter(value = "After how many seconds of waiting for the server it fails.", defaultValue = "10")
            int timeout,

            @Parameter(value = "Whether the server's certificate is checked.", defaultValue = "true")
            boolean validate_certs,

            @Parameter(value = "The user for basic authentication.", aliases = "username") @Nullable
            String url_username,

            @Parameter(value = "The password for basic authentication.", aliases = "password", secret = true) @Nullable
            String url_password,

            @Parameter("Accepted for compatibility with Ansible: credentials are always sent at once.")
            boolean force_basic_auth,

            @Parameter("The User-Agent header; the program's default if not given.") @Nullable
            String http_agent,

            @Parameter(value = "Whether proxies of the host's environment are used.", defaultValue = "true")
            boolean use_proxy,

            @Parameter("A file on the host with the client's certificate.") @Nullable
            String client_cert,

            @Parameter("A file on the host with the client's key.") @Nullable
            String client_key,

            @Parameter(CommonParameters.MODE) @Nullable FileMode mode,
            @Parameter(CommonParameters.OWNER) @Nullable String owner,
            @Parameter(CommonParameters.GROUP) @Nullable String group) {
        WantedAttributes wanted() {
            return new WantedAttributes(mode, owner, group);
        }
    }

    @Override
    public String name() {
        return "get_url";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public Plan plan(Parameters wanted, Facts facts) {
        Matcher sum = wanted.checksum() == null ? null : CHECKSUM.matcher(wanted.checksum());
        if (sum != null && !sum.matches()) {
            throw new TaskFailure(
                    "checksum has to be ALGORITHM:HEX, for example sha256:b5bb9d80..., not " + wanted.checksum());
        }
        new Download(wanted).curl();
        String dest = PathParameter.absolute(facts, wanted.dest());
        facts.prefetch(new FileAt(dest), new FileAt(TargetPath.parent(dest)), new CurrentUser());
        FileStatus status = PathParameter.followed(facts, dest);
        if (status.isDirectory()) {
            dest = TargetPath.child(dest, fileName(wanted.url()));
            status = PathParameter.followed(facts, dest);
        } else if (wanted.dest().endsWith("/")) {
            throw new TaskFailure("no such directory: " + dest + "", "create it in an earlier task");
        }
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("dest", dest);
        values.put("url", wanted.url());
        WantedAttributes.Resolved attributes = wanted.wanted().resolve(facts);
        boolean stays =
                status.isFile() && (sum == null ? !wanted.force() : holds(facts, status, sum.group(1), sum.group(2)));
        List<Change> changes = new ArrayList<>();
        if (stays) {
            changes.addAll(AttributePlan.changes(facts, status, attributes));
        } else {
            FileContent content = sum == null
                    ? new FileContent.Undetermined("what the server of " + dest + " sends")
                    : new FileContent.Summed(sum.group(1), sum.group(2).toLowerCase(Locale.ROOT));
            Change download = new FileWriting(facts, attributes, null, false)
                    .made(status, content, (mode, owner) -> step(wanted, mode, owner, sum));
            changes.add(wanted.force() && sum == null ? download.withKind(Change.Kind.EVENT) : download);
        }
        values.putAll(ReturnValues.after(facts, changes, status.path()));
        return Plan.changes(changes, values);
    }

    private static boolean holds(Facts facts, FileStatus status, String algorithm, String wanted) {
        return facts.get(new ChecksumOf(status.path(), algorithm)).value().equalsIgnoreCase(wanted);
    }

    private static String fileName(String url) {
        String path = url.replaceFirst("[?#].*", "").replaceFirst("^[a-z]+://[^/]*", "");
        String name = TargetPath.name(path);
        return name.isEmpty() ? "index.html" : name;
    }

    private static Steps.Run step(Parameters wanted, Script place, Script finish, @Nullable Matcher sum) {
        Download download = new Download(wanted);
        return Steps.Run.script("set -e\n{}{}\n{}{}", place, download.script(), verification(sum), finish)
                .withInput(download.curl())
                .withEnvironment(download.wget())
                .withLimit(Duration.ofMinutes(30));
    }

    private static Script verification(@Nullable Matcher sum) {
        return sum == null
                ? Script.of("")
                : Script.of("""
                        s=$({}sum <"$t"); s=${s%% *}
                        [ "$s" = {} ] || { echo "the checksum of what was downloaded is $s" >&2; exit 1; }
                        """, sum.group(1), sum.group(2).toLowerCase(Locale.ROOT));
    }

    @Override
    public List<Effect> undecided(Parameters wanted, String reason) {
        if (!wanted.dest().startsWith("/") || wanted.dest().endsWith("/")) {
            return Module.super.undecided(wanted, reason);
        }
        return List.of(FileEnsured.at(
                TargetPath.normalize(wanted.dest()),
                UndecidedFile.of(FileKind.FILE, wanted.wanted(), new FileContent.Undetermined(reason), reason)));
    }
}
