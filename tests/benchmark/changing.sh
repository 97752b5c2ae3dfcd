# The floor of changing-100.yml and changing-20.yml: their effects as a shell script would have them.
# Arguments: the name of the host, the number of blocks.
base=/tmp/sluice-benchmark/$1
umask 022
mkdir -p "$base"
block=1
while [ "$block" -le "$2" ]; do
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
    block=$((block + 1))
done
