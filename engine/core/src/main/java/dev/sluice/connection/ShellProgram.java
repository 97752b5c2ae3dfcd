package dev.sluice.connection;

import dev.sluice.spi.Script;
import java.util.Collection;

/**
 * The programs that run on the target: POSIX {@code sh} (dash, busybox ash, ksh, mksh and bash). They are themselves
 * sent over standard input, so that neither they nor any script shows in the target's process list or in sudo's log.
 *
 * <p>There are two. The <em>supervisor</em> reads requests from standard input and hands their scripts to the
 * <em>worker</em>, a shell in a session of its own that lives as long as the connection. So a request costs no process
 * but those of its scripts, and the supervisor can kill what hangs.
 *
 * <p>A request is a line {@code NONCE verb length payload worker temporary}. If {@code payload} is not -1, that many bytes
 * follow, which are stored in the temporary file. Then follows the script for the worker: {@code length} bytes, or,
 * for a short one, as many lines as {@code length} is below zero, which the supervisor reads without another program.
 *
 * <ul>
 *   <li>{@code f}: facts; killed when standard input ends, for nobody waits for the answers any more.
 *   <li>{@code x}: steps; one that runs is never killed because a connection broke, for half a step is worse than a whole
 *       one, but the worker is told (USR1) that those after it are not to begin.
 *   <li>{@code k SIGNAL GROUP}: kills what runs.
 *   <li>{@code d}: the answer has been received.
 * </ul>
 *
 * <p>Answers are markers (see {@link FrameParser}) between the outputs: {@code r WORKER} for ready, {@code a GROUP} for a
 * step that has a session of its own, {@code e INDEX CODE LEFT} for the end of a part, {@code z} for the end of the
 * request and {@code w CODE} for the end of the worker itself. Those for ready and for an end come on both streams. LEFT is 1
 * if processes remain in the background that may still print.
 *
 * <p>{@code dd iflag=fullblock} is used because it reads exactly what it should from a pipe; busybox's {@code head -c}
 * reads ahead and swallows the next request. {@code kill -- -GROUP} is right for dash and mksh, without the dashes for
 * busybox.
 */
final class ShellProgram {
    /** What the login shell is asked to run; any login shell understands it, csh and fish included. */
    static final String COMMAND = "sh -c 'read -r l; eval \"$l\"'";

    /** What {@link #ANNOUNCING} prints as soon as it waits for the first line. */
    static final String ANNOUNCEMENT = "sluice-waits";

    /** As {@link #COMMAND}, for use behind a program that may first ask for a password on the same input. */
    static final String ANNOUNCING = "sh -c 'echo " + ANNOUNCEMENT + "; read -r l; eval \"$l\"'";

    private static final String START = """
            LC_ALL=C; export LC_ALL;
            PATH="${PATH:+$PATH:}/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"; export PATH;
            cd 2>/dev/null || cd /;
            S=; command -v setsid >/dev/null 2>&1 && S=setsid;
            """;

    private static final String SUPERVISOR = """
            G=;
            g() {
              [ -n "$G" ] || { G=1; dd count=0 iflag=fullblock </dev/null >/dev/null 2>&1 && G=65536; };
              if [ "$G" = 1 ]; then dd bs=1 count="$1" 2>/dev/null; else
                [ "$1" -lt "$G" ] || dd bs="$G" count=$(($1 / G)) iflag=fullblock 2>/dev/null;
                [ $(($1 % G)) -eq 0 ] || dd bs=$(($1 % G)) count=1 iflag=fullblock 2>/dev/null;
              fi;
            };
            x() {
              if [ -n "$S" ]; then
                kill -s "$1" -- "-$2" 2>/dev/null || kill -s "$1" "-$2" 2>/dev/null;
              else
                kill -s "$1" "$2" 2>/dev/null;
              fi;
            };
            m=; p=;
            while read -r n v a b w t; do
              [ "$n" = "$N" ] || continue;
              case $v in
              k) x "$a" "$b";;
              d) m=;;
              *) m=$v; p=$w;
                if [ "$b" -ge 0 ]; then
                  eval "T=$t";
                  g "$b" | { ( umask 077; set -C; cat >"$T" ) || { cat >/dev/null; false; }; };
                  printf "u=%s\\n" "$?";
                fi;
                case $a in
                -*) while [ "$a" -lt 0 ]; do IFS= read -r l; printf "%s\\n" "$l"; a=$((a + 1)); done;;
                *) g "$a";;
                esac;;
              esac;
            done;
            case $m in
            f) x KILL "$p";;
            x) kill -s USR1 "$p" 2>/dev/null;;
            esac;
            """;

    /** A shell may report how the worker ended; that is nobody's output. */
    private static final String WORKER = """
            { $S sh 2>&4 4>&-; c=$?; } 4>&2 2>/dev/null;
            printf "%sw %s\\n" "$N" "$c";
            printf "%sw\\n" "$N" >&2;
            """;

    /** Where there is only one stream back: error output travels as {@code h} markers of hexadecimal digits. */
    private static final String ENCODER = """
            while c=$(dd bs=512 count=1 2>/dev/null | od -An -v -tx1 | tr -d " \\n"); [ -n "$c" ]; do
              printf "%sh %s\\n" "$N" "$c";
            done;
            """;

    /**
     * What the worker is told first. {@code sluice_p} prints a text without starting a program, in whose arguments all could
     * read it: mksh has no {@code printf} of its own. A part is skipped when a step before it in the same request failed. A question
     * and a step of the engine's own run in a subshell of the worker; a step of a module gets a session of its own,
     * because it may leave something in the background.
     */
    private static final String LIBRARY = """
            sluice_s=; command -v setsid >/dev/null 2>&1 && sluice_s=setsid
            sluice_f=
            trap sluice_f=1 USR1
            case ${KSH_VERSION-} in
            *KSH*) sluice_p() { print -nr -- "$1"; };;
            *) sluice_p() { printf %s "$1"; };;
            esac
            sluice_e() {
            printf '%se %s %s %s\\n' "$sluice_n" "$1" "$2" "$3"
            printf '%se %s\\n' "$sluice_n" "$1" >&2
            }
            sluice_q() {
            [ -z "$sluice_f" ] || return 0
            ( s=$2; set --; eval "$s" ) </dev/null
            sluice_e "$1" "$?" 0
            }
            sluice_t() {
            [ -z "$sluice_f" ] || return 0
            ( s=$2; set --; eval "$s" ) </dev/null
            sluice_c=$?
            [ "$sluice_c" = 0 ] || sluice_f=1
            sluice_e "$1" "$sluice_c" 0
            }
            sluice_x() {
            [ -z "$sluice_f" ] || return 0
            printf '%s\\n' "u=$u" "$3" | $sluice_s sh & sluice_p=$!
            printf '%sa %s\\n' "$sluice_n" "$sluice_p"
            wait "$sluice_p" 2>/dev/null
            sluice_c=$? sluice_l=0
            [ -n "$sluice_s" ] && { kill -s 0 -- "-$sluice_p" || kill -s 0 "-$sluice_p"; } 2>/dev/null && sluice_l=1
            case " $2 " in *" $sluice_c "*) ;; *) sluice_f=1;; esac
            sluice_e "$1" "$sluice_c" "$sluice_l"
            }
            sluice_z() {
            sluice_f= u=
            printf '%sz\\n' "$sluice_n"
            printf '%sz\\n' "$sluice_n" >&2
            }
            printf '%sr %s\\n' "$sluice_n" "$$"
            printf '%sr\\n' "$sluice_n" >&2
            """;

    private ShellProgram() {}

    /**
     * The first line to send.
     *
     * @param nonce letters and digits that nobody can guess
     * @param terminal whether both outputs arrive on one stream
     */
    static String firstLine(String nonce, boolean terminal) {
        String body = "{ " + SUPERVISOR + " } | { " + WORKER + " }";
        String whole = terminal ? "exec 3>&1; { " + body + " } 2>&1 >&3 3>&- | { " + ENCODER + " }" : body;
        String program = "N=" + nonce + "; " + START + whole;
        return program.replaceAll("\\s*\n\\s*", " ").strip() + "\n";
    }

    /** The first script for the worker, after which it is ready. */
    static String library(String nonce) {
        return "sluice_n=" + nonce + "\n" + LIBRARY;
    }

    /** A part that answers questions. */
    static String question(int index, String script) {
        return Script.of("sluice_q {} {}\n", index, Script.argument(script)).text();
    }

    /**
     * A part that is a step.
     *
     * @param success the exit codes with which the request goes on
     */
    static String step(int index, StepScript step) {
        Script script = Script.argument(step.script());
        if (step.ours()) {
            return Script.of("sluice_t {} {}\n", index, script).text();
        }
        StringBuilder codes = new StringBuilder();
        step.success().stream()
                .sorted()
                .forEach(code -> codes.append(codes.isEmpty() ? "" : " ").append(code));
        return Script.of("sluice_x {} {} {}\n", index, codes.toString(), script).text();
    }

    /**
     * Makes the names of files durable. busybox's sync knows no files in its smallest form and then syncs all.
     *
     * @param directories where the files are; none for nothing
     */
    static String flush(Collection<String> directories) {
        if (directories.isEmpty()) {
            return "";
        }
        return Script.of("sync {} </dev/null >/dev/null 2>&1\n", directories).text();
    }

    /** A whole request. The worker reads all of it before it begins, so that nothing waits for what is still being sent. */
    static String request(String parts) {
        return "{\n" + parts + "sluice_z\n}\n";
    }
}
