#!/bin/sh
# Takes a snapshot of every matching thin volume, removes snapshots that are too old, and tells the Pushgateway how it
# went, also when it fails. Settings come from /etc/default/lvm-thin-snapshot.
#
#   VOLUME_GROUPS    groups to look into, separated by blanks
#   VOLUME_PATTERNS  names of volumes, as in the shell, separated by blanks
#   RETENTION_DAYS   how old a snapshot has to be to go
#   KEEP_LAST        how many of the newest snapshots of each volume stay whatever their age
#   MAX_POOL_PERCENT no snapshot is taken in a pool whose data or metadata are fuller than this
#   PUSHGATEWAY      its URL; empty for none
#
# A snapshot is called VOLUME-snap-YYYYMMDDhhmm, in UTC. Exit code: 0 all went well, 1 something did not, 75 another run
# is under way.
# shellcheck disable=SC2317 # shellcheck does not see that a trap calls functions
set -u
umask 077
PATH=${SNAPSHOT_PATH:-/usr/sbin:/usr/bin:/sbin:/bin}
export PATH LC_ALL=C
# Patterns are matched against names of volumes, never against files.
set -f

VOLUME_GROUPS='' VOLUME_PATTERNS='' RETENTION_DAYS=3 KEEP_LAST=1 MAX_POOL_PERCENT=90 PUSHGATEWAY=''
settings=${SNAPSHOT_SETTINGS:-/etc/default/lvm-thin-snapshot}
lock=${SNAPSHOT_LOCK:-/run/lock/lvm-thin-snapshot.lock}
status=1 taken=0 removed=0 failed=0
started=$(date -u +%s)

say() { printf '%s %s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$*"; }

complain() {
    say "$*" >&2
    failed=$((failed + 1))
}

# The time of the last success is only sent after one: the Pushgateway keeps the old one otherwise.
push() {
    [ -n "$PUSHGATEWAY" ] || return 0
    now=$(date -u +%s)
    {
        printf '# TYPE lvm_snapshot_last_run_timestamp gauge\nlvm_snapshot_last_run_timestamp %s\n' "$now"
        printf '# TYPE lvm_snapshot_last_status gauge\nlvm_snapshot_last_status %s\n' "$status"
        printf '# TYPE lvm_snapshot_taken gauge\nlvm_snapshot_taken %s\n' "$taken"
        printf '# TYPE lvm_snapshot_removed gauge\nlvm_snapshot_removed %s\n' "$removed"
        printf '# TYPE lvm_snapshot_failures gauge\nlvm_snapshot_failures %s\n' "$failed"
        printf '# TYPE lvm_snapshot_duration_seconds gauge\nlvm_snapshot_duration_seconds %s\n' "$((now - started))"
        if [ "$status" -eq 0 ]; then
            printf '# TYPE lvm_snapshot_last_success_timestamp gauge\nlvm_snapshot_last_success_timestamp %s\n' "$now"
        fi
    } | curl --silent --show-error --fail --connect-timeout 10 --max-time 30 --retry 2 \
        --data-binary @- "${PUSHGATEWAY%/}/metrics/job/lvm-snapshots" >/dev/null \
        || say "could not push metrics to $PUSHGATEWAY" >&2
}

finish() {
    trap - EXIT
    push
    say "taken $taken, removed $removed, failures $failed"
    exit "$status"
}

matches() {
    for pattern in $VOLUME_PATTERNS; do
        # shellcheck disable=SC2254 # it is a pattern on purpose
        case $1 in $pattern) return 0 ;; esac
    done
    return 1
}

# Prints the time in the name of a snapshot; fails for any other name.
time_of() {
    stamp=${1##*-snap-}
    case $stamp in
        "$1" | *[!0-9]*) return 1 ;;
        ????????????) printf '%s\n' "$stamp" ;;
        ??????????????) printf '%s\n' "${stamp%??}" ;;
        *) return 1 ;;
    esac
}

# Whether a pool has room for the changes that a snapshot keeps: a full pool stops every volume in it.
has_room() {
    used=$(timeout 60 lvs --noheadings --separator ' ' -o data_percent,metadata_percent "$1/$2") || return 1
    for percent in $used; do
        [ "${percent%%.*}" -lt "$MAX_POOL_PERCENT" ] || return 1
    done
    [ -n "$used" ]
}

take() {
    group=$1 volume=$2 pool=$3
    if ! has_room "$group" "$pool"; then
        complain "no snapshot of $group/$volume: pool $pool is fuller than $MAX_POOL_PERCENT % (or cannot be asked)"
    elif timeout 300 lvcreate --snapshot --setactivationskip y --name "$volume-snap-$stamp_now" "$group/$volume"; then
        taken=$((taken + 1))
    else
        complain "no snapshot of $group/$volume: lvcreate failed"
    fi
}

# Snapshots come newest first, so that the first KEEP_LAST of each volume are passed over.
prune() {
    group=$1 snapshots=$2 last='' kept=0
    while read -r name origin; do
        [ -n "$name" ] || continue
        if [ "$origin" != "$last" ]; then
            last=$origin kept=0
        fi
        if [ "$kept" -lt "$KEEP_LAST" ]; then
            kept=$((kept + 1))
        elif [ "$(time_of "$name")" -lt "$oldest" ]; then
            if timeout 300 lvremove --yes "$group/$name"; then
                removed=$((removed + 1))
            else
                complain "could not remove $group/$name"
            fi
        fi
    done <<END
$snapshots
END
}

# Volumes are read before the first snapshot is taken; the lists are not piped into the loops, whose counts would be lost.
work_on() {
    group=$1
    if ! listed=$(timeout 60 lvs --noheadings --separator '|' -o lv_name,lv_attr,pool_lv,origin "$group"); then
        complain "cannot list the volumes of group $group"
        return
    fi
    while IFS='|' read -r name attributes pool origin; do
        name=${name#"${name%%[! ]*}"}
        case $attributes in V*) ;; *) continue ;; esac
        if ! time_of "$name" >/dev/null && matches "$name"; then
            take "$group" "$name" "$pool"
        fi
    done <<END
$listed
END
    snapshots=''
    if ! listed=$(timeout 60 lvs --noheadings --separator '|' -o lv_name,lv_attr,pool_lv,origin "$group"); then
        complain "cannot list the snapshots of group $group"
        return
    fi
    while IFS='|' read -r name attributes pool origin; do
        name=${name#"${name%%[! ]*}"}
        # What outlived its volume may be the last copy and stays.
        if [ -n "$origin" ] && matches "$origin" && time_of "$name" >/dev/null; then
            snapshots="$snapshots$name $origin
"
        fi
    done <<END
$listed
END
    prune "$group" "$(printf '%s' "$snapshots" | sort -k2,2 -k1,1r)"
}

trap finish EXIT
trap 'status=143; exit' TERM
trap 'status=130; exit' INT
if [ ! -r "$settings" ]; then
    complain "cannot read $settings"
    exit
fi
# shellcheck source=/dev/null
. "$settings"
case $RETENTION_DAYS$KEEP_LAST$MAX_POOL_PERCENT in
    *[!0-9]*)
        complain "RETENTION_DAYS, KEEP_LAST and MAX_POOL_PERCENT in $settings have to be numbers"
        exit
        ;;
esac
if [ -z "$VOLUME_GROUPS" ] || [ -z "$VOLUME_PATTERNS" ]; then
    complain "VOLUME_GROUPS and VOLUME_PATTERNS in $settings must not be empty"
    exit
fi
exec 9>"$lock" || exit
if ! flock --nonblock 9; then
    say "another run is under way" >&2
    trap - EXIT
    exit 75
fi
stamp_now=$(date -u +%Y%m%d%H%M)
oldest=$(date -u -d "-$RETENTION_DAYS days" +%Y%m%d%H%M) || exit
for group in $VOLUME_GROUPS; do work_on "$group"; done
if [ "$failed" -eq 0 ]; then status=0; fi
exit
