package Lab::Storage;

# /etc/pve/storage.cfg as Proxmox VE reads and writes it, and the state of the storages that it defines.

use strict;
use warnings;
use Exporter 'import';
use Lab::Cli qw(fail slurp_file write_file shuffled node);

our @EXPORT_OK = qw(%TYPES read_config write_config digest state lvm_rows lv_attr check_value);

our $FILE = '/etc/pve/storage.cfg';

# For each type: required (and fixed) options, further options, and the content it has when none is given.
my @COMMON = qw(content nodes disable prune-backups shared);
our %TYPES = (
    dir => { required => ['path'], options => [@COMMON, qw(is_mountpoint mkdir preallocation)], content => 'images,rootdir' },
    lvm => { required => ['vgname'], options => [@COMMON, qw(base saferemove saferemove_throughput tagged_only)], content => 'images,rootdir' },
    lvmthin => { required => [qw(thinpool vgname)], options => [@COMMON], content => 'images,rootdir' },
    nfs => { required => [qw(export server)], options => [@COMMON, qw(path options mkdir preallocation)], content => 'images' },
);

# Content that a type can hold.
my %CONTENT = (
    dir => 'images rootdir vztmpl iso backup snippets none',
    nfs => 'images rootdir vztmpl iso backup snippets none',
    lvm => 'images rootdir none',
    lvmthin => 'images rootdir none',
);

# Dies with the tool's own words where a value is not allowed; returns it otherwise.
sub check_value {
    my ($type, $key, $value) = @_;
    if ($key =~ /^(?:vgname|thinpool)$/ && $value !~ /^[a-z0-9][a-z0-9\-_.]*[a-z0-9]$/i) {
        die "invalid format - lvm volume group name '$value' contains illegal characters\n";
    }
    if ($key =~ /^(?:path|export)$/ && $value !~ m{^/}) {
        die "invalid format - value does not look like a valid absolute path\n";
    }
    if ($key eq 'content') {
        for my $content (split /[,; ]+/, $value) {
            die "storage does not support content type '$content'\n" if " $CONTENT{$type} " !~ / \Q$content\E /;
        }
    }
    return $value;
}

# An ordered list of sections {type, id, KEY => VALUE}. One bad section breaks every command.
sub read_config {
    my @sections;
    my $section;
    my $number = 0;
    for my $line (split /\n/, slurp_file($FILE) // '') {
        $number++;
        next if $line =~ /^\s*#/;
        if ($line =~ /^\s*$/) { undef $section; next }
        if ($line =~ /^(\w+):\s*(\S+)\s*$/) {
            my ($type, $id) = ($1, $2);
            fail("file $FILE line $number (skip section '$id'): unsupported type '$type'") if !$TYPES{$type};
            fail("file $FILE line $number (section '$id') - duplicate section") if grep { $_->{id} eq $id } @sections;
            $section = { type => $type, id => $id };
            push @sections, $section;
        } elsif ($line =~ /^\s+(\S+)(?:\s+(.*?))?\s*$/ && $section) {
            my ($key, $value) = ($1, $2 // 1);
            my $type = $TYPES{$section->{type}};
            if (grep { $_ eq $key } @{ $type->{required} }, @{ $type->{options} }) {
                my $checked = eval { check_value($section->{type}, $key, $value) };
                my $problem = $@;
                chomp $problem;
                fail("file $FILE line $number (section '$section->{id}') - unable to parse value of '$key': $problem")
                    if !defined $checked;
                $section->{$key} = $value;
            } else {
                print STDERR "file $FILE line $number (section '$section->{id}') - "
                    . "unable to parse value of '$key': unexpected property '$key'\n";
            }
        } else {
            fail("file $FILE line $number (ignore config line): $line");
        }
    }
    for my $found (@sections) {
        for my $key (@{ $TYPES{ $found->{type} }{required} }) {
            fail("file $FILE (section '$found->{id}'): missing value for required option '$key'")
                if !defined $found->{$key};
        }
        add_defaults($found);
    }
    if (!grep { $_->{id} eq 'local' } @sections) {
        my $local = { type => 'dir', id => 'local', path => '/var/lib/vz', content => 'backup,iso,vztmpl', implicit => 1 };
        add_defaults($local);
        unshift @sections, $local;
    }
    return @sections;
}

sub add_defaults {
    my ($section) = @_;
    $section->{content} //= $TYPES{ $section->{type} }{content};
    if ($section->{type} =~ /^(?:dir|nfs)$/) { $section->{'prune-backups'} //= 'keep-all=1' }
    if ($section->{type} eq 'nfs') { $section->{path} //= "/mnt/pve/$section->{id}" }
}

# Writes every section anew: comments and unknown properties are gone, defaults are explicit, content has no order.
sub write_config {
    my (@sections) = @_;
    my $text = '';
    for my $section (@sections) {
        next if $section->{implicit};
        $text .= "$section->{type}: $section->{id}\n";
        my @keys = sort grep { $_ !~ /^(?:type|id|implicit|content)$/ } keys %$section;
        my @required = @{ $TYPES{ $section->{type} }{required} };
        my %is_required = map { $_ => 1 } @required;
        for my $key (@required, 'content', grep { !$is_required{$_} } @keys) {
            my $value = $section->{$key};
            next if !defined $value;
            $value = join(',', shuffled(split /[,; ]+/, $value)) if $key eq 'content';
            $text .= "\t$key $value\n";
        }
        $text .= "\n";
    }
    write_file($FILE, $text);
}

sub digest {
    my $line = `sha1sum $FILE 2>/dev/null`;
    return $line =~ /^([0-9a-f]{40})/ ? $1 : 'da39a3ee5e6b4b0d3255bfef95601890afd80709';
}

# Rows of vgs or lvs, as lists of fields.
sub lvm_rows {
    my ($program, $fields, @names) = @_;
    open(my $pipe, '-|', $program, '--noheadings', '--units', 'b', '--nosuffix', '--separator', '|', '-o', $fields, @names)
        or fail("can't run $program - $!");
    my @rows = map { chomp; s/^\s+|\s+$//g; [split /\|/, $_, -1] } <$pipe>;
    close($pipe);
    return @rows;
}

sub lv_attr {
    my ($vg, $lv) = @_;
    for my $row (lvm_rows('lvs', 'vg_name,lv_name,lv_attr')) {
        return $row->[2] if $row->[0] eq $vg && $row->[1] eq $lv;
    }
    return undef;
}

# {enabled, active, total, used, avail}, sizes in bytes, from the real state of the host.
sub state {
    my ($section) = @_;
    my $disabled = $section->{disable}
        || ($section->{nodes} && !grep { $_ eq node() } split /[,; ]+/, $section->{nodes});
    my %state = (enabled => $disabled ? 0 : 1, active => 0, total => 0, used => 0, avail => 0);
    return \%state if $disabled;
    my ($total, $used) = size_of($section);
    if (defined $total) {
        @state{qw(active total used avail)} = (1, $total, $used, $total - $used);
    }
    return \%state;
}

sub size_of {
    my ($section) = @_;
    if ($section->{type} eq 'lvm') {
        for my $row (lvm_rows('vgs', 'vg_name,vg_size,vg_free')) {
            return ($row->[1], $row->[1] - $row->[2]) if $row->[0] eq $section->{vgname};
        }
    } elsif ($section->{type} eq 'lvmthin') {
        for my $row (lvm_rows('lvs', 'vg_name,lv_name,lv_attr,lv_size,data_percent')) {
            next if $row->[0] ne $section->{vgname} || $row->[1] ne $section->{thinpool};
            return if $row->[2] !~ /^t/;
            return ($row->[3], int($row->[3] * ($row->[4] || 0) / 100));
        }
    } else {
        my $path = $section->{path};
        return if !-d $path;
        return if ($section->{type} eq 'nfs' || $section->{is_mountpoint}) && system('mountpoint', '-q', $path) != 0;
        my ($line) = (`df -P -B1 '$path' 2>/dev/null`)[1] // '';
        return ($1, $2) if ($line // '') =~ /^\S+\s+(\d+)\s+(\d+)/;
    }
    return;
}

1;
