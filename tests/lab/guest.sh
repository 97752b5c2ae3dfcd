# shellcheck shell=bash disable=SC2154 # sourced by lab, which sets the variables
# Starts, stops and talks to guests. Each has a directory $run_directory/ROLE with its overlays, its pid file, the
# socket of its monitor and the log of its serial console.

guest_directory() { echo "$run_directory/$1"; }

# The process id of the running guest, or nothing. A stale pid file may name anybody's process: its command line must
# name our directory.
guest_pid() {
    local file pid
    file=$(guest_directory "$1")/pid
    pid=$(tr -dc 0-9 2> /dev/null < "$file") || return 0
    [ -n "$pid" ] || return 0
    if tr '\0' ' ' 2> /dev/null < "/proc/$pid/cmdline" | grep -qF -- "-pidfile $file"; then echo "$pid"; fi
}

port_is_taken() { (exec 3<> "/dev/tcp/127.0.0.1/$1") 2> /dev/null; }

start() {
    local role=$1 directory target mode=boot
    directory=$(guest_directory "$role")
    target=$(image_directory)
    if [ -n "$(guest_pid "$role")" ]; then
        if [ "$(cat "$directory/image")" = "$target" ]; then
            say "$role is running"
            return 0
        fi
        say "$role runs an older image"
        stop "$role"
    fi
    if port_is_taken "$(port_of "$role")"; then
        die "port $(port_of "$role") on 127.0.0.1 is taken; set SLUICE_LAB_${role^^}_PORT to a free one"
    fi
    if [ -e "$target/$role.state" ]; then mode=resume; fi
    launch "$role" "$target" "$mode"
    if [ "$mode" = resume ] && ! resumed "$role"; then
        say "$role does not resume from its saved state; booting it"
        stop "$role"
        launch "$role" "$target" boot
        mode=boot
    fi
    wait_for_ssh "$role" 300
    # inventory/lab in this checkout finds the key and the host keys of its guests here.
    [ -n "${SLUICE_LAB_RUN:-}" ] || ln -sfn "$run_directory" "$lab_home/.run"
    # A resumed guest believes that it is still the time of its build.
    if [ "$mode" = resume ]; then guest_ssh "$role" "date -s @$(date +%s)" > /dev/null; fi
    say "$role is up on 127.0.0.1:$(port_of "$role") ($mode)"
}

# Sends one command to a guest's monitor and prints the machine's answer, one line of JSON.
monitor() {
    local role=$1 command=${2//\"/\\\"}
    printf '%s\n' '{"execute": "qmp_capabilities"}' \
        "{\"execute\": \"human-monitor-command\", \"arguments\": {\"command-line\": \"$command\"}, \"id\": 1}" \
        | timeout 120 socat -t 100 - "UNIX-CONNECT:$(guest_directory "$role")/monitor" 2> /dev/null \
        | sed -n '/"id": 1/ {p; q}'
}

resumed() {
    local tries=0 answer
    while [ "$tries" -lt 60 ]; do
        [ -n "$(guest_pid "$1")" ] || return 1
        answer=$(monitor "$1" 'info status')
        case $answer in
            *inmigrate*) sleep 0.3 ;;
            *paused*)
                monitor "$1" cont > /dev/null
                return 0
                ;;
            *running*) return 0 ;;
            *) return 1 ;;
        esac
        tries=$((tries + 1))
    done
    return 1
}

wait_for_ssh() {
    local role=$1 deadline=$((SECONDS + $2))
    until guest_ssh "$role" true 2> /dev/null; do
        [ -n "$(guest_pid "$role")" ] || die "$role stopped by itself: $(tail -n 3 "$(guest_directory "$role")/qemu.log")"
        [ "$SECONDS" -lt "$deadline" ] || die "$role did not answer SSH within $2 s; see $(guest_directory "$role")/console.log"
        sleep 0.5
    done
}

# What a client needs beside the address: the key, and the guests' real host keys so that they can be checked.
write_credentials() {
    local role
    mkdir -p "$run_directory"
    ln -sfn "$cache/keys/id_ed25519" "$run_directory/id_ed25519"
    for role in pve nas; do
        printf '[127.0.0.1]:%s %s\n' "$(port_of "$role")" "$(cut -d' ' -f1,2 "$cache/keys/host_$role.pub")"
    done > "$run_directory/known_hosts.$$"
    mv "$run_directory/known_hosts.$$" "$run_directory/known_hosts"
}

# The committed inventory, for these ports and this place.
inventory() {
    write_credentials
    sed -e "s|ansible_port: 2210|ansible_port: $pve_port|; s|ansible_port: 2215|ansible_port: $nas_port|" \
        -e "s|{{ inventory_dir }}/../../tests/lab/.run|$run_directory|g" "$lab_home/../../inventory/lab/hosts.yml"
}

# guest_ssh [USER@]ROLE [COMMAND...]
guest_ssh() {
    local user=root role=$1
    case $role in *@*) user=${role%%@*} role=${role#*@} ;; esac
    shift
    roles "$role" > /dev/null
    write_credentials
    ssh -F none -i "$cache/keys/id_ed25519" -p "$(port_of "$role")" -o IdentitiesOnly=yes -o BatchMode=yes \
        -o StrictHostKeyChecking=yes -o UserKnownHostsFile="$run_directory/known_hosts" -o ConnectTimeout=10 \
        -o ServerAliveInterval=15 -o LogLevel=ERROR "$user@127.0.0.1" "$@"
}

stop() {
    local role=$1 pid tries=0
    pid=$(guest_pid "$role")
    [ -n "$pid" ] || return 0
    kill "$pid"
    while [ -n "$(guest_pid "$role")" ]; do
        tries=$((tries + 1))
        if [ "$tries" -eq 50 ]; then kill -KILL "$pid"; fi
        [ "$tries" -lt 100 ] || die "process $pid of $role does not end"
        sleep 0.1
    done
    say "$role is stopped"
}

status() {
    local role=$1 pid
    pid=$(guest_pid "$role")
    if [ -n "$pid" ]; then
        echo "$role running pid=$pid port=$(port_of "$role") directory=$(guest_directory "$role")"
    else
        echo "$role stopped"
    fi
}
