package Lab::Cli;

# What Proxmox VE's command line tools share: how they read options, print data and fail.

use strict;
use warnings;
use Exporter 'import';
use Fcntl qw(:flock);

our @EXPORT_OK = qw(fail refuse arguments json table print_data slurp_file write_file locked pve_version node shuffled);

sub slurp_file {
    my ($path) = @_;
    open(my $handle, '<', $path) or return undef;
    local $/;
    my $text = <$handle>;
    return $text // '';
}

sub write_file {
    my ($path, $text) = @_;
    open(my $handle, '>', "$path.tmp.$$") or fail("unable to open file '$path.tmp.$$' - $!");
    print $handle $text;
    close($handle) && rename("$path.tmp.$$", $path) or fail("unable to write '$path' - $!");
}

# Runs code with the cluster-wide lock of a file held.
sub locked {
    my ($name, $code) = @_;
    open(my $lock, '>', ($ENV{LAB_ROOT} // '') . "/run/lock/lab-$name") or fail("can't lock '$name' - $!");
    flock($lock, LOCK_EX) or fail("can't lock '$name' - $!");
    return $code->();
}

# 8 or 9: the release whose behaviour is shown.
sub pve_version {
    my $version = $ENV{LAB_PVE_VERSION} // slurp_file('/var/lib/lab/pve-version') // 8;
    $version =~ s/\s+//g;
    return $version;
}

sub node { return 'pve1' }

# Perl's die leaks whatever errno holds: the same error exits with any of these. Callers can only test for non-zero.
sub fail {
    my ($message) = @_;
    print STDERR "$message\n";
    my @codes = (1, 2, 5, 25, 32, 255);
    exit $codes[rand @codes];
}

# A parameter that the tools' schema refuses.
sub refuse {
    my ($parameter, $problem) = @_;
    print STDERR "400 Parameter verification failed.\n$parameter: $problem\n";
    exit 255;
}

sub shuffled {
    my @list = @_;
    for (my $i = @list; --$i > 0;) {
        my $j = int rand($i + 1);
        @list[$i, $j] = @list[$j, $i];
    }
    return @list;
}

# The tools decode their arguments by the locale: what is not ASCII survives only if that is UTF-8.
sub decoded {
    my $locale = $ENV{LC_ALL} || $ENV{LC_CTYPE} || $ENV{LANG} || 'C';
    return @_ if $locale =~ /utf-?8/i;
    return map { my $word = $_; $word =~ s/[\x80-\xff]/\xef\xbf\xbd/g; $word } @_;
}

# arguments(\@ARGV, \@positional_names, \@option_names): the values by name. Options may be abbreviated, have one or
# two dashes, and take their value after a space or an equals sign.
sub arguments {
    my ($words, $positional, $options) = @_;
    my (%value, @rest);
    my @words = decoded(@$words);
    while (defined(my $word = shift @words)) {
        if ($word !~ /^--?([a-zA-Z][\w-]*)(?:=(.*))?$/s) { push @rest, $word; next }
        my ($given, $inline) = ($1, $2);
        my @match = grep { $_ eq $given } @$options;
        @match = grep { index($_, $given) == 0 } @$options if !@match;
        if (@match != 1) {
            print STDERR "Unknown option: $given\n400 unable to parse option\n";
            exit 255;
        }
        $value{$match[0]} = $inline // shift(@words) // refuse($match[0], 'type check failed - no value');
    }
    for my $name (@$positional) {
        my $optional = $name =~ s/\?$//;
        my $argument = shift @rest;
        if (!defined $argument) {
            next if $optional;
            print STDERR "400 not enough arguments\n";
            exit 255;
        }
        $value{$name} = $argument;
    }
    if (@rest) {
        print STDERR "400 too many arguments\n";
        exit 255;
    }
    return %value;
}

# Numbers are marked by a reference to a scalar; hashes print with sorted keys.
sub json {
    my ($data) = @_;
    return 'null' if !defined $data;
    return $$data + 0 if ref $data eq 'SCALAR';
    return '[' . join(',', map { json($_) } @$data) . ']' if ref $data eq 'ARRAY';
    return '{' . join(',', map { json($_) . ':' . json($data->{$_}) } sort keys %$data) . '}' if ref $data;
    my $text = "$data";
    $text =~ s/(["\\])/\\$1/g;
    $text =~ s/([\x00-\x1f])/sprintf '\\u%04x', ord $1/ge;
    return "\"$text\"";
}

sub cell {
    my ($value) = @_;
    return '' if !defined $value;
    return $$value if ref $value eq 'SCALAR';
    return ref $value ? json($value) : $value;
}

# The text format: boxes, drawn in ASCII unless the locale is UTF-8.
sub table {
    my ($columns, $rows) = @_;
    my $locale = $ENV{LC_ALL} || $ENV{LC_CTYPE} || $ENV{LANG} || 'C';
    my $box = $locale =~ /utf-?8/i;
    my @width = map { my $c = $_; (sort { $b <=> $a } length $c, map { length cell($_->{$c}) } @$rows)[0] } @$columns;
    my $rule = sub {
        my ($left, $middle, $right, $line) = @_;
        return $left . join($middle, map { $line x ($_ + 2) } @width) . "$right\n";
    };
    my $bar = $box ? "│" : '|';
    my $row = sub { $bar . join($bar, map { sprintf " %-*s ", $width[$_], $_[$_] } 0 .. $#width) . "$bar\n" };
    my $text = $box ? $rule->("┌", "┬", "┐", "─") : $rule->('+', '+', '+', '-');
    $text .= $row->(@$columns);
    $text .= $box ? $rule->("╞", "╪", "╡", "═") : $rule->('+', '+', '+', '=');
    for my $i (0 .. $#$rows) {
        my $r = $rows->[$i];
        $text .= $row->(map { cell($r->{$_}) } @$columns);
        next if $i == $#$rows;
        $text .= $box ? $rule->("├", "┼", "┤", "─") : $rule->('+', '+', '+', '-');
    }
    $text .= $box ? $rule->("└", "┴", "┘", "─") : $rule->('+', '+', '+', '-');
    return $text;
}

# Prints data in the format asked for: text (a table), json or json-pretty.
sub print_data {
    my ($data, $format) = @_;
    $format //= 'text';
    if ($format eq 'json' || $format eq 'json-pretty') { print json($data), "\n"; return }
    refuse('output-format', "value '$format' does not have a value in the enumeration 'text, json, json-pretty, yaml'")
        if $format ne 'text';
    if (ref $data eq 'HASH') {
        print table(['key', 'value'], [map { { key => $_, value => $data->{$_} } } sort keys %$data]);
        return;
    }
    my %seen;
    my @columns = sort grep { !$seen{$_}++ } map { keys %$_ } @$data;
    print table(\@columns, $data);
}

1;
