# Prints the package manager and, for each package in "$@", its name, installed and newest version. POSIX sh, read-only.
for m in apt-get dnf yum zypper apk pacman none; do command -v "$m" >/dev/null 2>&1 && break; done
if [ "$m" = apt-get ]; then
  echo apt
  policy=$(apt-cache policy -- "$@" 2>/dev/null)
  for p; do
    i=$(dpkg-query -W -f '${db:Status-Status} ${Version}\n' -- "$p" 2>/dev/null | sed -n 's/^installed //p' | head -n 1)
    c=$(printf '%s\n' "$policy" | awk -v p="$p:" '$0 == p {f = 1; next} /^[^ ]/ {f = 0} f && $1 == "Candidate:" {print $2; exit}')
    [ "$c" = '(none)' ] && c=
    printf '%s\t%s\t%s\n' "$p" "$i" "$c"
  done
  exit 0
fi
echo "$m"
for p; do
  i= c=
  case $m in
    dnf|yum|zypper)
      if rpm -q --whatprovides -- "$p" >/dev/null 2>&1; then
        i=$(rpm -q --qf '%{VERSION}-%{RELEASE}\n' --whatprovides -- "$p" 2>/dev/null | head -n 1)
      fi
      [ "$m" = zypper ] || c=$("$m" -q --cacheonly list --available -- "$p" 2>/dev/null | awk 'NF == 3 {v = $2} END {print v}');;
    apk)
      i=$(apk info -v -e -- "$p" 2>/dev/null | sed 's/^.*-\([^-]*-r[0-9]*\)$/\1/' | head -n 1)
      c=$(apk policy "$p" 2>/dev/null | sed -n 's/^  \([^ ]*\):$/\1/p' | head -n 1);;
    pacman)
      i=$(pacman -Q -- "$p" 2>/dev/null | cut -d' ' -f2)
      c=$(pacman -Si -- "$p" 2>/dev/null | sed -n 's/^Version *: //p' | head -n 1);;
  esac
  printf '%s\t%s\t%s\n' "$p" "$i" "${c:-$i}"
done
