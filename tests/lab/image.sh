# shellcheck shell=bash disable=SC2154 # sourced by lab, which sets the variables
# Builds what the guests start from and keeps it in the cache, keyed by a hash of everything that goes into it:
#   base-HASH/   base.tar (Debian with the offline package repository), vmlinuz, initrd.gz
#   image-HASH/  for each role ROLE.root, its disks ROLE-NAME.qcow2 and the saved memory ROLE.state
#   keys/        the key to log in with, the guests' host keys, known_hosts

base_directory() { echo "$cache/base-$(base_key)"; }
image_directory() { echo "$cache/image-$(image_key)"; }

base_key() {
    {
        echo "$suite $mirror"
        declare -f make_initrd
        hash_files guest/customize guest/packages guest/packages-offline guest/init
    } | sha256sum | cut -c1-16
}

image_key() {
    {
        base_key
        echo "$accelerator"
        qemu-system-x86_64 --version
        cat "$cache/keys/"*.pub
        hash_files image.sh machine.sh guest pve/bin pve/lib pve/root pve/prepare \
            nas/bin nas/lib nas/data nas/packages nas/root nas/prepare
    } | sha256sum | cut -c1-16
}

hash_files() (
    cd "$lab_home"
    find "$@" -type f -perm -u+x -print | sort
    find "$@" -type f -print0 | sort -z | xargs -0 sha256sum
)

missing_packages() {
    local package missing=()
    while read -r package; do
        [ -n "$package" ] || continue
        dpkg-query -W -f '${db:Status-Status}' "$package" 2> /dev/null | grep -qx installed || missing+=("$package")
    done < <(sed 's/[[:space:]]*#.*//' "$lab_home/packages")
    [ ${#missing[@]} -gt 0 ] || return 0
    say "missing Debian packages: ${missing[*]}"
    say "install them with: apt-get install -y --no-install-recommends ${missing[*]}"
    return 1
}

build() {
    missing_packages || exit 1
    mkdir -p "$cache"
    exec 8> "$cache/build.lock"
    flock -w 1800 8 || die "another build has held $cache/build.lock for half an hour"
    make_keys
    if [ ! -e "$(image_directory)/complete" ]; then
        [ -e "$(base_directory)/complete" ] || build_base
        build_image
        prune_cache
    fi
    exec 8>&-
}

make_keys() {
    local name
    mkdir -p "$cache/keys"
    for name in id_ed25519 host_pve host_nas offsite; do
        [ -e "$cache/keys/$name.pub" ] || ssh-keygen -q -t ed25519 -N '' -C "sluice-lab-$name" -f "$cache/keys/$name"
    done
}

# As root, or as root of a user namespace where the caller is not root; in both cases with mounts of its own.
as_root() {
    local user=()
    [ "$(id -u)" -eq 0 ] || user=(--user --map-root-user --map-auto)
    unshare "${user[@]}" --mount "$@"
}

build_base() {
    local target work packages
    target=$(base_directory)
    say "building the guests' Debian system (about a minute)"
    work=$(mktemp -d "$cache/work.XXXXXX")
    # shellcheck disable=SC2064 # the directory of now
    trap "rm -rf '$work'" EXIT
    packages=$(sed 's/#.*//' "$lab_home/guest/packages" | xargs | tr ' ' ,)
    OFFLINE_PACKAGES=$(sed 's/#.*//' "$lab_home/guest/packages-offline" | xargs) \
        timeout 900 mmdebstrap --quiet --variant=apt --include="$packages" \
        --aptopt='APT::Install-Recommends "false"' --aptopt='Acquire::Check-Valid-Until "false"' \
        --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
        --dpkgopt='path-exclude=/usr/share/locale/*' \
        --customize-hook="$(cat "$lab_home/guest/customize")" \
        "$suite" "$work/base.tar" "$mirror"
    make_initrd "$work"
    : > "$work/complete"
    rm -rf "$target"
    mv "$work" "$target"
    trap - EXIT
}

# Debian's cloud kernel finds its root on virtio-blk only with modules; busybox loads them. sd_mod is there before any SCSI
# disk is found, and disks are looked for one by one: otherwise all are probed at once and sda may be any of them.
make_initrd() {
    local work=$1 tree=$1/initrd version
    mkdir -p "$work/kernel" "$tree"/{bin,dev,root,modules}
    tar -x -C "$work/kernel" -f "$work/base.tar" --wildcards './boot/vmlinuz-*' './usr/lib/modules/*'
    chmod -R u+rwX "$work/kernel"
    ln -s usr/lib "$work/kernel/lib"
    version=$(basename "$work"/kernel/usr/lib/modules/*)
    modprobe -d "$work/kernel" -S "$version" --show-depends -a virtio_pci virtio_blk sd_mod \
        | awk '$1 == "insmod" && !seen[$2]++ {print $2}' > "$work/modules"
    while read -r module; do
        cp "$module" "$tree/modules/"
        case $module in
            */scsi_mod.ko) echo scsi_mod.ko scan=sync ;;
            *) basename "$module" ;;
        esac
    done < "$work/modules" > "$tree/modules/order"
    cp /bin/busybox "$tree/bin/busybox"
    cp "$lab_home/guest/init" "$tree/init"
    (cd "$tree" && find . | cpio --quiet -o -H newc -R 0:0 | gzip -9) > "$work/initrd.gz"
    cp "$work/kernel/boot/vmlinuz-$version" "$work/vmlinuz"
    rm -rf "$work/kernel" "$tree" "$work/modules"
}

build_image() {
    local target role
    target=$(image_directory)
    say "building the guests' images (one or two minutes)"
    mkdir -p "$target"
    for role in pve nas; do
        # A build that failed half-way goes on where it stopped.
        [ ! -e "$target/$role.complete" ] || continue
        rm -rf "$target/seed" "$target/$role"[.-]*
        as_root "$lab_home/guest/make-root" "$role" "$(base_directory)/base.tar" "$cache/keys" "$target/$role.root"
        blank_disks "$role" "$target"
        seed "$role" "$target"
        : > "$target/$role.complete"
    done
    : > "$target/complete"
}

# The sizes are the plan's; the files are sparse and hold only what is written.
blank_disks() {
    local role=$1 target=$2
    [ "$role" = pve ] || return 0
    qemu-img create -q -f qcow2 "$target/pve-sas.blank" 1126G
    qemu-img create -q -f qcow2 "$target/pve-ssd.blank" 931G
    qemu-img create -q -f qcow2 "$target/pve-pve.blank" 10956G
}

# Boots a guest once, prepares it and saves its memory, so that a start is a resume. The files that it wrote become
# the read-only base of every later start.
seed() {
    local role=$1 target=$2
    # shellcheck disable=SC2064 # the role of now
    trap "run_directory='$target/seed' stop '$role'" EXIT
    (
        # Not the ports of the guests that may be running.
        run_directory=$target/seed
        # shellcheck disable=SC2030 # only here, on purpose
        pve_port=$((pve_port + 20)) nas_port=$((nas_port + 20)) wire_port=$((wire_port + 20))
        if port_is_taken "$(port_of "$role")"; then die "port $(port_of "$role") on 127.0.0.1 is taken"; fi
        mkdir -p "$run_directory"
        launch "$role" "$target" boot
        wait_for_ssh "$role" 300
        guest_ssh "$role" 'sh -s' < "$lab_home/$role/prepare"
        guest_ssh "$role" 'timeout 120 systemctl is-system-running --wait || systemctl --failed; journalctl --sync;
            sync; echo 3 > /proc/sys/vm/drop_caches; sync'
        save_state "$role" "$target/$role.state"
        stop "$role"
        mv "$run_directory/$role"/*.qcow2 "$target/"
    )
    trap - EXIT
    rm -rf "$target/seed"
}

# Without a saved state a start is a boot, which takes longer and is otherwise the same.
save_state() {
    local role=$1 file=$2 deadline=$((SECONDS + 120)) answer
    monitor "$role" stop > /dev/null
    monitor "$role" "migrate -d \"exec:cat > '$file'\"" > /dev/null
    while [ "$SECONDS" -lt "$deadline" ]; do
        answer=$(monitor "$role" 'info migrate')
        case $answer in
            *'Migration status: completed'*) return 0 ;;
            *'Migration status: failed'*) break ;;
        esac
        sleep 0.2
    done
    say "could not save the memory of $role, it will be booted each time: $answer"
    rm -f "$file"
}

# Keeps what was built in the last day: other checkouts may be using it.
prune_cache() {
    local old
    find "$cache" -maxdepth 1 \( -name 'image-*' -o -name 'base-*' -o -name 'work.*' \) -mmin +1440 -print \
        | while read -r old; do
            [ "$old" = "$(base_directory)" ] || rm -rf "$old"
        done
}
