# Prints what setup registers, in sections that start with a line of \001 and the section's name. POSIX sh, read-only.
PATH=$PATH:/usr/sbin:/sbin
s() { printf '\001%s\n' "$1"; }
c() { [ -r "$2" ] && { s "$1"; cat "$2" 2>/dev/null; echo; }; }
has() { command -v "$1" >/dev/null 2>&1; }
short() { if has timeout; then timeout 3 "$@"; else "$@"; fi 2>/dev/null; }

s uname; uname -s; uname -n; uname -r; uname -v; uname -m
c os-release /etc/os-release
for f in debian_version alpine-release redhat-release; do c "$f" "/etc/$f"; done
has lsb_release && { s lsb; short lsb_release -a; }
c machine-id /etc/machine-id
s userspace; getconf LONG_BIT 2>/dev/null
s fqdn
n=$(uname -n)
if has getent; then
  a=$(short getent ahostsv4 "$n" | head -n 1 | cut -d' ' -f1)
  [ -n "$a" ] && short getent hosts "$a"
fi
c cmdline /proc/cmdline
c cpuinfo /proc/cpuinfo
s nproc; nproc 2>/dev/null
c meminfo /proc/meminfo
c uptime /proc/uptime
c loadavg /proc/loadavg
c fips /proc/sys/crypto/fips_enabled
s date; date +'%Y %m %d %H %M %S %s %A %w %W %Z %z %N'; date -u +'%Y %m %d %H %M %S'
s id; id -u; id -un; id -g; id -ru; id -rg
s passwd; if has getent; then getent passwd "$(id -u)"; else grep "^$(id -un):" /etc/passwd; fi
s env; env
s mounts
while read -r _ _ dev root place opts rest; do
  type=${rest##* - }; set -- $type
  case $2 in /dev/*|*:/*) ;; *) continue;; esac
  place=$(printf '%b' "$(printf %s "$place" | sed 's/\\\([0-7][0-7][0-7]\)/\\0\1/g')")
  [ -d "$place" ] || [ -f "$place" ] || continue
  stats=$(short stat -f -c '%S %b %a %f %c %d' "$place")
  printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$place" "$2" "$1" "$opts" "$3" "$root" "$stats"
done </proc/self/mountinfo
s uuids; for l in /dev/disk/by-uuid/*; do [ -e "$l" ] && printf '%s\t%s\n' "${l##*/}" "$(readlink -f "$l")"; done
s links
for k in id label; do for l in /dev/disk/by-$k/*; do
  [ -e "$l" ] && printf '%s\t%s\t%s\n' "$k" "${l##*/}" "$(basename "$(readlink -f "$l")")"
done; done
s devices
for d in /sys/block/*; do
  [ -e "$d/size" ] || continue
  read -r size <"$d/size"
  case ${d##*/} in ram*) continue;; esac
  [ "$size" = 0 ] && continue
  v=1; [ -e "$d/device" ] && v=0
  printf 'D\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "${d##*/}" "$size" \
    "$(cat "$d/queue/logical_block_size" 2>/dev/null)" "$(cat "$d/removable" 2>/dev/null)" \
    "$(cat "$d/queue/rotational" 2>/dev/null)" "$(cat "$d/queue/scheduler" 2>/dev/null)" \
    "$(cat "$d/queue/discard_granularity" 2>/dev/null)" "$(cat "$d/device/vendor" 2>/dev/null)" \
    "$(cat "$d/device/model" 2>/dev/null)" "$v"
  for h in "$d"/holders/*; do
    [ -e "$h" ] && printf 'H\t%s\t%s\t%s\n' "${d##*/}" "${h##*/}" "$(cat "$h/dm/name" 2>/dev/null)"
  done
  for p in "$d"/*/partition; do
    [ -e "$p" ] || continue
    p=${p%/partition}
    printf 'P\t%s\t%s\t%s\t%s\n' "${d##*/}" "${p##*/}" "$(cat "$p/start")" "$(cat "$p/size")"
  done
done
if has lvs && [ "$(id -u)" = 0 ]; then
  o='--noheadings --nosuffix --units g --separator ,'
  s lvm-vgs; short vgs $o -o vg_name,pv_count,lv_count,vg_size,vg_free
  s lvm-lvs; short lvs $o -o lv_name,vg_name,lv_size
  s lvm-pvs; short pvs $o -o pv_name,vg_name,pv_size,pv_free
fi
s interfaces
for i in /sys/class/net/*; do
  [ -e "$i/ifindex" ] || continue
  t=$(cat "$i/type"); [ -e "$i/bridge" ] && t=bridge; [ -e "$i/bonding" ] && t=bonding
  printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "${i##*/}" "$t" "$(cat "$i/address")" "$(cat "$i/mtu")" \
    "$(cat "$i/operstate")" "$(cat "$i/flags")" "$(cat "$i/speed" 2>/dev/null)" \
    "$(basename "$(readlink "$i/device" 2>/dev/null)" 2>/dev/null)" "$(cat "$i/ifindex")"
done
if has ip; then
  s addresses; ip -o addr 2>/dev/null
  s route4; ip -4 route get 8.8.8.8 2>/dev/null
  s route6; ip -6 route get 2404:6800:400a:800::1012 2>/dev/null
fi
c resolv /etc/resolv.conf
for t in dsa rsa ecdsa ed25519; do c "hostkey-$t" "/etc/ssh/ssh_host_${t}_key.pub"; done
for f in bios_date bios_vendor bios_version board_asset_tag board_name board_serial board_vendor board_version \
  chassis_asset_tag chassis_serial chassis_type chassis_vendor chassis_version product_name product_serial \
  product_uuid product_version sys_vendor; do c "dmi-$f" "/sys/class/dmi/id/$f"; done
s service
cat /proc/1/comm 2>/dev/null
[ -d /run/systemd/system ] && echo systemd
s pkg; for p in apt-get dnf5 dnf yum zypper pacman apk; do has "$p" && echo "$p"; done
s selinux; has getenforce && getenforce 2>/dev/null; sed -n 's/^SELINUX\(TYPE\)\{0,1\}=/&/p' /etc/selinux/config 2>/dev/null
s apparmor; [ -d /sys/kernel/security/apparmor ] && echo enabled
s virtualization
has systemd-detect-virt && short systemd-detect-virt
s container; [ -e /.dockerenv ] && echo docker; [ -e /run/.containerenv ] && echo podman
s kvm; [ -e /dev/kvm ] && echo kvm; grep -o -m 1 hypervisor /proc/cpuinfo
s chroot; r=$(stat -c %d:%i /proc/1/root/. 2>/dev/null) && [ "$r" != "$(stat -c %d:%i /)" ] && echo chroot
s local; [ -d /etc/ansible/facts.d ] && for f in /etc/ansible/facts.d/*.fact; do [ -r "$f" ] && printf '%s\n' "${f##*/}"; done
s end
