# shellcheck shell=bash disable=SC2154 # sourced by lab, which sets the variables
# The guests' hardware. A saved state resumes only on the same: a change here builds the images anew.

# Starts QEMU on fresh overlays over the files in a directory. Modes: boot, resume (starts paused, from the state).
launch() {
    local role=$1 target=$2 mode=$3 directory number memory wire_mac options=() disk
    directory=$(guest_directory "$role")
    rm -rf "$directory"
    mkdir -p "$directory"
    echo "$target" > "$directory/image"
    if [ "$role" = pve ]; then number=1 memory=640; else number=2 memory=384; fi
    wire_mac=52:54:00:5c:00:${number}2

    overlay "$directory/$role-root.qcow2" "$target/$role-root.qcow2" "$target/$role.root"
    options+=(-drive "if=none,id=root,file=$directory/$role-root.qcow2,format=qcow2,cache=unsafe,discard=unmap"
        -device virtio-blk-pci,drive=root,id=root-disk)
    if [ "$role" = pve ]; then
        options+=(-device virtio-scsi-pci,id=scsi)
        local id=0
        for disk in sas ssd pve; do
            overlay "$directory/pve-$disk.qcow2" "$target/pve-$disk.qcow2" "$target/pve-$disk.blank"
            options+=(-drive "if=none,id=$disk,file=$directory/pve-$disk.qcow2,format=qcow2,cache=unsafe,discard=unmap,detect-zeroes=unmap"
                -device "scsi-hd,drive=$disk,id=$disk-disk,bus=scsi.0,scsi-id=$id,serial=lab-$disk,vendor=DELL,product=PERC H730 Mini,rotation_rate=$(rotation_rate "$disk")")
            id=$((id + 1))
        done
    fi
    if [ "$mode" = resume ]; then options+=(-incoming "exec:cat '$target/$role.state'"); fi

    # No lock may pass to the guest, it would outlive us. `timeout` is the guest's last resort: nobody stopped it.
    setsid timeout -k 10 "$lifetime" qemu-system-x86_64 \
        -name "sluice-lab-$role" -pidfile "$directory/pid" -nodefaults -no-user-config -no-reboot -display none \
        -machine q35 -accel "$(acceleration)" -cpu max -smp 1 -m "$memory" \
        -kernel "$(base_directory)/vmlinuz" -initrd "$(base_directory)/initrd.gz" \
        -append 'root=/dev/vda console=ttyS0 quiet mitigations=off random.trust_cpu=on systemd.show_status=0' \
        -serial "file:$directory/console.log" -qmp "unix:$directory/monitor,server=on,wait=off" \
        -netdev "user,id=fwd,net=192.0.2.0/24,host=192.0.2.1,restrict=on,hostfwd=tcp:127.0.0.1:$(port_of "$role")-192.0.2.15:22" \
        -device "virtio-net-pci,netdev=fwd,mac=52:54:00:5c:00:${number}1" \
        -netdev "socket,id=wire,mcast=239.255.76.1:$wire_port,localaddr=127.0.0.1" \
        -device "virtio-net-pci,netdev=wire,mac=$wire_mac" \
        "${options[@]}" < /dev/null > "$directory/qemu.log" 2>&1 8>&- &
    disown
    local tries=0
    until [ -n "$(guest_pid "$role")" ] && [ -S "$directory/monitor" ]; do
        tries=$((tries + 1))
        [ "$tries" -lt 100 ] || die "QEMU did not start $role: $(tail -n 3 "$directory/qemu.log")"
        sleep 0.1
    done
}

acceleration() {
    if [ "$accelerator" = tcg ]; then echo tcg,thread=multi,tb-size=256; else echo "$accelerator"; fi
}

rotation_rate() {
    case $1 in sas) echo 10000 ;; ssd) echo 1 ;; *) echo 7200 ;; esac
}

# A fresh overlay on the first of the given files that exists.
overlay() {
    local file=$1 base format
    shift
    for base in "$@"; do
        [ -e "$base" ] || continue
        case $base in *.root) format=raw ;; *) format=qcow2 ;; esac
        qemu-img create -q -f qcow2 -b "$base" -F "$format" "$file"
        return 0
    done
    die "the image is incomplete: no $*"
}
