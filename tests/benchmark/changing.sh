# The floor of changing-100.yml: its effects as a shell script would have them. Arguments: the name of the host.
base=/tmp/sluice-benchmark/$1
umask 022
mkdir -p "$base"
for block in 1 2 3 4 5; do
    mkdir "$base/$block"
    cd "$base/$block" || exit 1
    printf 'a = %s\nport = 8080\n' "$block" >a.conf
    printf 'b = %s\nc = %s\n' "$1" "$block" >b.conf
    printf '# %s\nlisten 80\nlisten 443\nblock %s\n' "$1" "$block" >service.conf
    printf '# BEGIN ANSIBLE MANAGED BLOCK\n10.0.10.1 pve\n10.0.10.15 nas\n# END ANSIBLE MANAGED BLOCK\n' >hosts
    ln -s a.conf link
    chmod 600 a.conf b.conf
    printf 'c = 13\nd = 1\n' >c.conf
    mkdir -m 700 sub
    printf 'one\n' >sub/one
    printf 'two\n' >sub/two
    : >done
done
