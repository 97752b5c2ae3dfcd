package Lab::Zfs;

# The pool that the zpool and zfs stand-ins show, read from /var/lib/lab/zfs.conf.

use strict;
use warnings;
use Exporter 'import';

our @EXPORT_OK = qw(read_pool size_text options);

sub read_pool {
    my %pool = (vdevs => [], errors => [], datasets => [], scan => 'none requested');
    open(my $handle, '<', $ENV{LAB_ZFS_CONF} // '/var/lib/lab/zfs.conf') or die "cannot read zfs.conf: $!\n";
    while (my $line = <$handle>) {
        chomp $line;
        next if $line =~ /^\s*(?:#|$)/;
        my ($kind, $rest) = split ' ', $line, 2;
        if ($kind eq 'pool') {
            @pool{qw(name size allocated health)} = split ' ', $rest;
        } elsif ($kind eq 'scan') {
            $pool{scan} = $rest;
        } elsif ($kind eq 'vdev') {
            push @{ $pool{vdevs} }, [split ' ', $rest];
        } elsif ($kind eq 'error') {
            push @{ $pool{errors} }, $rest;
        } elsif ($kind eq 'dataset') {
            my %dataset;
            @dataset{qw(name type used refer compressratio logicalused mountpoint)} = split ' ', $rest;
            push @{ $pool{datasets} }, \%dataset;
        } else {
            die "zfs.conf: unknown line: $line\n";
        }
    }
    return \%pool;
}

# As zfs prints sizes for people: three significant digits and a binary unit.
sub size_text {
    my ($bytes) = @_;
    my @units = ('B', 'K', 'M', 'G', 'T', 'P');
    my $unit = 0;
    while ($bytes >= 1024 && $unit < $#units) { $bytes /= 1024; $unit++ }
    return "$bytes$units[0]" if $unit == 0;
    my $digits = $bytes >= 100 ? 0 : $bytes >= 10 ? 1 : 2;
    return sprintf("%.${digits}f%s", $bytes, $units[$unit]);
}

# options(\@words, 'Hpo:t:'): flags and values by letter, the rest under ''. Letters may be run together.
sub options {
    my ($words, $known) = @_;
    my %value = ('' => []);
    my @words = @$words;
    while (defined(my $word = shift @words)) {
        if ($word !~ /^-(.+)/s) { push @{ $value{''} }, $word; next }
        my $letters = $1;
        while ($letters =~ s/^(.)//s) {
            my $letter = $1;
            my ($found, $takes) = $known =~ /(\Q$letter\E)(:?)/;
            die "invalid option '$letter'\n" if !$found;
            if (!$takes) { $value{$letter} = 1; next }
            my $argument = length $letters ? $letters : shift(@words);
            die "missing argument for '$letter' option\n" if !defined $argument;
            $value{$letter} = $argument;
            last;
        }
    }
    return %value;
}

1;
