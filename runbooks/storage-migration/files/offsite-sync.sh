#!/bin/sh
# Copies the shares to the offsite NAS with rclone and tells the Pushgateway how it went, also when it fails.
#
#   offsite-sync.sh           copies what is new or changed; deletes nothing
#   offsite-sync.sh --full    makes the destination equal to the source, deletions included
#   offsite-sync.sh --test    only sees whether the destination can be reached
#
# Settings come from /etc/default/offsite-sync.
#
#   SOURCE       what is copied; has to be a mount point and must not be empty, or a missing disk would look like
#                a deletion of everything
#   DESTINATION  where to, as rclone names it
#   EXCLUDES     a file with rclone patterns to leave out
#   MAX_DELETE   a full run that would delete more files than this stops
#   LIMIT        how long a run may take, as timeout(1) reads it
#   STATE        a directory for the marker of the last success
#   PUSHGATEWAY  its URL; empty for none
#
# Exit code: 0 all went well, 75 another run is under way, rclone's own or 1 otherwise.
# shellcheck disable=SC2317 # shellcheck does not see that a trap calls functions
set -u
umask 077
PATH=${OFFSITE_PATH:-/usr/sbin:/usr/bin:/sbin:/bin}
export PATH LC_ALL=C

SOURCE='' DESTINATION='' EXCLUDES='' MAX_DELETE=1000 LIMIT=20h STATE=/var/lib/offsite-sync PUSHGATEWAY=''
settings=${OFFSITE_SETTINGS:-/etc/default/offsite-sync}
lock=${OFFSITE_LOCK:-/run/lock/offsite-sync.lock}
mode=incremental status=1
started=$(date -u +%s)

say() { printf '%s %s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$*"; }

# The time of the last success is only sent after one: the Pushgateway keeps the old one otherwise.
push() {
    [ -n "$PUSHGATEWAY" ] || return 0
    now=$(date -u +%s)
    used=$(timeout 60 df --output=used --block-size=1 "$SOURCE" 2>/dev/null | tail -n 1 | tr -d ' ')
    {
        printf '# TYPE offsite_sync_last_run_timestamp gauge\noffsite_sync_last_run_timestamp %s\n' "$now"
        printf '# TYPE offsite_sync_last_status gauge\noffsite_sync_last_status %s\n' "$status"
        printf '# TYPE offsite_sync_duration_seconds gauge\noffsite_sync_duration_seconds %s\n' "$((now - started))"
        case $used in
            '' | *[!0-9]*) ;;
            *) printf '# TYPE offsite_sync_source_bytes gauge\noffsite_sync_source_bytes %s\n' "$used" ;;
        esac
        if [ "$status" -eq 0 ]; then
            printf '# TYPE offsite_sync_last_success_timestamp gauge\noffsite_sync_last_success_timestamp %s\n' "$now"
        fi
    } | curl --silent --show-error --fail --connect-timeout 10 --max-time 30 --retry 2 \
        --data-binary @- "${PUSHGATEWAY%/}/metrics/job/offsite-sync/mode/$mode" >/dev/null \
        || say "could not push metrics to $PUSHGATEWAY" >&2
}

finish() {
    trap - EXIT
    [ "$mode" = test ] || push
    say "$mode run ended with status $status"
    exit "$status"
}

fail() {
    say "$*" >&2
    exit
}

# An unmounted or empty source means that a disk is missing, never that everything was deleted.
check_source() {
    mountpoint -q "$SOURCE" || fail "$SOURCE is not mounted: nothing is copied, and nothing deleted"
    first=$(find "$SOURCE" -mindepth 1 -maxdepth 1 ! -name lost+found -print -quit) \
        || fail "$SOURCE cannot be read"
    [ -n "$first" ] || fail "$SOURCE is empty: nothing is copied, and nothing deleted"
}

# The marker is renamed into place, so it is there as a whole or not at all, and only after a success.
mark() {
    status=1
    mkdir -p "$STATE" || fail "could not make $STATE"
    date -u +%Y-%m-%dT%H:%M:%SZ >"$STATE/.last-$mode.new" || fail "could not write into $STATE"
    mv -f "$STATE/.last-$mode.new" "$STATE/last-$mode" || fail "could not write $STATE/last-$mode"
    status=0
}

run_rclone() {
    action=$1
    shift
    status=0
    timeout --kill-after=60 "$LIMIT" rclone "$action" "$@" || status=$?
    if [ "$status" -ne 0 ]; then fail "rclone $action failed with $status"; fi
}

case ${1:-} in
    '') ;;
    --full) mode=full ;;
    --test) mode='test' ;;
    *)
        echo "usage: $0 [--full|--test]" >&2
        exit 64
        ;;
esac
trap finish EXIT
trap 'status=143; exit' TERM
trap 'status=130; exit' INT
[ -r "$settings" ] || fail "cannot read $settings"
# shellcheck source=/dev/null
. "$settings"
if [ -z "$SOURCE" ] || [ -z "$DESTINATION" ]; then
    fail "SOURCE and DESTINATION in $settings must not be empty"
fi
[ -z "$EXCLUDES" ] || [ -r "$EXCLUDES" ] || fail "cannot read $EXCLUDES: without it, too much would be copied"

if [ "$mode" = test ]; then
    LIMIT=5m
    run_rclone lsf --max-depth 1 "$DESTINATION" >/dev/null
    exit
fi
exec 9>"$lock" || exit
# The weekly full run waits for an incremental one; that one just comes again later.
if [ "$mode" = full ]; then wait=7200; else wait=0; fi
if ! flock --wait "$wait" 9; then
    say "another run is under way" >&2
    trap - EXIT
    exit 75
fi
check_source
set -- --stats-one-line --stats 10m --verbose
if [ -n "$EXCLUDES" ]; then set -- "$@" --exclude-from "$EXCLUDES"; fi
if [ "$mode" = full ]; then
    run_rclone sync "$@" --max-delete "$MAX_DELETE" "$SOURCE" "$DESTINATION"
else
    run_rclone copy "$@" "$SOURCE" "$DESTINATION"
fi
mark
exit
