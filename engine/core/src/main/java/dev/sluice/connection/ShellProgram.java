package dev.sluice.connection;

/**
 * The program that runs on the target: POSIX {@code sh} (dash, busybox ash, ksh, mksh and bash), reading requests from its
 * standard input. It is itself sent over standard input, so that neither it nor any script shows in the target's process
 * list or in sudo's log.
 *
 * <p>A request is a line {@code NONCE verb length payload temporary}, followed by a script of that length and, if
 * {@code payload} is not -1, by that many bytes, which are stored in the temporary file first. The script is run by a
 * shell in a session of its own, so that the whole of it can be killed:
 *
 * <ul>
 *   <li>{@code f}: facts; killed when standard input ends, for nobody waits for the answers any more.
 *   <li>{@code x}: a step; never killed because a connection broke, for half a step is worse than a whole one.
 *   <li>{@code k SIGNAL GROUP}: kills what runs.
 *   <li>{@code d}: the answer has been received.
 * </ul>
 *
 * <p>Answers are markers (see {@link FrameParser}) between the outputs, {@code r} for ready (on both streams), {@code a GROUP} for started and
 * {@code z CODE LEFT} for ended on both streams; LEFT is 1 if processes remain in the background that may still print.
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
            if dd count=0 iflag=fullblock </dev/null >/dev/null 2>&1; then
              g() {
                [ "$1" -lt 65536 ] || dd bs=65536 count=$(($1 / 65536)) iflag=fullblock 2>/dev/null;
                [ $(($1 % 65536)) -eq 0 ] || dd bs=$(($1 % 65536)) count=1 iflag=fullblock 2>/dev/null;
              };
            else
              g() { dd bs=1 count="$1" 2>/dev/null; };
            fi;
            S=; command -v setsid >/dev/null 2>&1 && S=setsid;
            x() {
              if [ -n "$S" ]; then
                kill -s "$1" -- "-$2" 2>/dev/null || kill -s "$1" "-$2" 2>/dev/null;
              else
                kill -s "$1" "$2" 2>/dev/null;
              fi;
            };
            m=; w=;
            """;

    private static final String LOOP = """
            printf "%sr\\n" "$N";
            printf "%sr\\n" "$N" >&2;
            while read -r n v a b t; do
              [ "$n" = "$N" ] || continue;
              case $v in
              k) x "$a" "$b";;
              d) wait; m=;;
              *) wait; m=$v; r=$(g "$a"); u=0;
                if [ "$b" -ge 0 ]; then
                  eval "T=$t";
                  g "$b" | { ( umask 077; set -C; cat >"$T" ) || { cat >/dev/null; false; }; };
                  u=$?;
                fi;
                {
                  printf "%s\\n" "u=$u" "$r" | $S sh & p=$!;
                  [ "$m" = x ] || trap "x KILL $p" TERM;
                  printf "%sa %s\\n" "$N" "$p";
                  wait "$p" 2>/dev/null; c=$?; l=0;
                  [ -n "$S" ] && { kill -s 0 -- "-$p" || kill -s 0 "-$p"; } 2>/dev/null && l=1;
                  printf "%sz %s %s\\n" "$N" "$c" "$l";
                  printf "%sz\\n" "$N" >&2;
                } & w=$!;;
              esac;
            done;
            [ "$m" = f ] && kill -s TERM "$w" 2>/dev/null;
            """;

    /** Where there is only one stream back: error output travels as {@code h} markers of hexadecimal digits. */
    private static final String ENCODER = """
            while c=$(dd bs=512 count=1 2>/dev/null | od -An -v -tx1 | tr -d " \\n"); [ -n "$c" ]; do
              printf "%sh %s\\n" "$N" "$c";
            done;
            """;

    private ShellProgram() {}

    /**
     * The first line to send.
     *
     * @param nonce letters and digits that nobody can guess
     * @param terminal whether both outputs arrive on one stream
     */
    static String firstLine(String nonce, boolean terminal) {
        String body = terminal ? "exec 3>&1; { " + LOOP + " } 2>&1 >&3 3>&- | { " + ENCODER + " }" : LOOP;
        String program = "N=" + nonce + "; " + START + body;
        return program.replaceAll("\\s*\n\\s*", " ").strip() + "\n";
    }
}
