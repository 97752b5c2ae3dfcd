package Lab::Access;

# /etc/pve/user.cfg: users, tokens, roles and access control lists, as Proxmox VE keeps them.

use strict;
use warnings;
use Exporter 'import';
use Lab::Cli qw(fail slurp_file write_file pve_version shuffled);

our @EXPORT_OK = qw(read_access write_access privileges roles users acl tokens groups realms);

our $FILE = ($ENV{LAB_ROOT} // '') . '/etc/pve/user.cfg';

# Comments are kept with what would end a field or a line in hexadecimal.
sub encode { my ($text) = @_; return ($text // '') =~ s/([%:\x00-\x1f])/sprintf '%%%02X', ord $1/ger }
sub decode { my ($text) = @_; return ($text // '') =~ s/%([0-9A-Fa-f]{2})/chr hex $1/ger }

sub privileges {
    my @names = qw(
        Datastore.Allocate Datastore.AllocateSpace Datastore.AllocateTemplate Datastore.Audit Group.Allocate
        Mapping.Audit Mapping.Modify Mapping.Use Permissions.Modify Pool.Allocate Pool.Audit Realm.Allocate
        Realm.AllocateUser SDN.Allocate SDN.Audit SDN.Use Sys.AccessNetwork Sys.Audit Sys.Console Sys.Incoming
        Sys.Modify Sys.PowerMgmt Sys.Syslog User.Modify VM.Allocate VM.Audit VM.Backup VM.Clone VM.Config.CDROM
        VM.Config.CPU VM.Config.Cloudinit VM.Config.Disk VM.Config.HWType VM.Config.Memory VM.Config.Network
        VM.Config.Options VM.Console VM.Migrate VM.PowerMgmt VM.Snapshot VM.Snapshot.Rollback
    );
    push @names, pve_version() >= 9
        ? qw(VM.GuestAgent.Audit VM.GuestAgent.FileRead VM.GuestAgent.FileSystemMgmt VM.GuestAgent.FileWrite
            VM.GuestAgent.Unrestricted VM.Replicate)
        : qw(VM.Monitor);
    return sort @names;
}

# The roles that every installation has; they cannot be changed.
sub special_roles {
    my @all = privileges();
    my $only = sub { my ($pattern) = @_; [grep { /$pattern/ } @all] };
    return (
        Administrator => \@all,
        NoAccess => [],
        PVEAdmin => $only->(qr/^(?!Permissions|Realm\.Allocate$|Sys\.(?:Modify|PowerMgmt|AccessNetwork|Incoming))/),
        PVEAuditor => $only->(qr/\.Audit$/),
        PVEDatastoreAdmin => $only->(qr/^Datastore\./),
        PVEDatastoreUser => $only->(qr/^Datastore\.(?:AllocateSpace|Audit)$/),
        PVEMappingAdmin => $only->(qr/^Mapping\./),
        PVEMappingAudit => $only->(qr/^Mapping\.Audit$/),
        PVEMappingUser => $only->(qr/^Mapping\.(?:Audit|Use)$/),
        PVEPoolAdmin => $only->(qr/^Pool\./),
        PVEPoolUser => $only->(qr/^Pool\.Audit$/),
        PVESDNAdmin => $only->(qr/^SDN\./),
        PVESDNUser => $only->(qr/^SDN\.(?:Audit|Use)$/),
        PVESysAdmin => $only->(qr/^Sys\.(?:Audit|Console|Syslog)$/),
        PVETemplateUser => $only->(qr/^VM\.(?:Audit|Clone)$/),
        PVEUserAdmin => $only->(qr/^(?:Group\.Allocate|Realm\.AllocateUser|User\.Modify)$/),
        PVEVMAdmin => $only->(qr/^VM\./),
        PVEVMUser => $only->(qr/^VM\.(?:Audit|Backup|Config\.(?:CDROM|Cloudinit)|Console|PowerMgmt|GuestAgent\.Audit)$/),
    );
}

# {users => {ID => {...}}, tokens => {ID => {...}}, groups => {ID => {users, comment}}, roles => {ID => [...]},
# acl => [{path, ugid, roleid, propagate}]}. Rules of roles and tokens that are gone are dropped when the file is read.
sub read_access {
    my %access = (users => { 'root@pam' => { enable => 1, expire => 0 } }, tokens => {}, groups => {}, roles => {}, acl => []);
    for my $line (split /\n/, slurp_file($FILE) // '') {
        next if $line =~ /^\s*(?:#|$)/;
        my ($kind, @field) = split /:/, $line, -1;
        if ($kind eq 'user') {
            my %user;
            @user{qw(enable expire firstname lastname email comment keys)} = @field[1 .. 7];
            $user{comment} = decode($user{comment});
            $access{users}{ $field[0] } = \%user;
        } elsif ($kind eq 'token') {
            my %token;
            @token{qw(expire privsep comment)} = @field[1 .. 3];
            $token{comment} = decode($token{comment});
            $access{tokens}{ $field[0] } = \%token;
        } elsif ($kind eq 'group') {
            $access{groups}{ $field[0] } = { users => [split /,/, $field[1]], comment => decode($field[2]) };
        } elsif ($kind eq 'role') {
            $access{roles}{ $field[0] } = [split /,/, $field[1]];
        } elsif ($kind eq 'acl') {
            for my $ugid (split /,/, $field[2]) {
                push @{ $access{acl} }, map { { propagate => $field[0], path => $field[1], ugid => $ugid, roleid => $_ } } split /,/, $field[3];
            }
        } else {
            print STDERR "user config - ignore config line: $line\n";
        }
    }
    my %known = (special_roles(), %{ $access{roles} });
    $access{acl} = [grep { $known{ $_->{roleid} } && ($_->{ugid} !~ /!/ || $access{tokens}{ $_->{ugid} }) } @{ $access{acl} }];
    return \%access;
}

sub write_access {
    my ($access) = @_;
    my $text = '';
    for my $id (sort keys %{ $access->{users} }) {
        my $user = $access->{users}{$id};
        $text .= join(':', 'user', $id, map { $_ // '' } @$user{qw(enable expire firstname lastname email)}, encode($user->{comment}), $user->{keys}) . ":\n";
    }
    for my $id (sort keys %{ $access->{tokens} }) {
        $text .= join(':', 'token', $id, map { $_ // '' } @{ $access->{tokens}{$id} }{qw(expire privsep)}, encode($access->{tokens}{$id}{comment})) . ":\n";
    }
    $text .= "\n";
    for my $id (sort keys %{ $access->{groups} }) {
        my $group = $access->{groups}{$id};
        $text .= join(':', 'group', $id, join(',', sort @{ $group->{users} }), encode($group->{comment})) . ":\n";
    }
    $text .= "\n\n";
    $text .= "role:$_:" . join(',', sort @{ $access->{roles}{$_} }) . ":\n" for sort keys %{ $access->{roles} };
    $text .= "\n";
    my @acl = sort { "$a->{path} $a->{ugid} $a->{roleid}" cmp "$b->{path} $b->{ugid} $b->{roleid}" } @{ $access->{acl} };
    $text .= "acl:$_->{propagate}:$_->{path}:$_->{ugid}:$_->{roleid}:\n" for @acl;
    write_file($FILE, $text);
}

# With groups and tokens if all is asked for; the order of the groups is random per run.
sub users {
    my ($access, $full) = @_;
    my @rows;
    for my $id (sort keys %{ $access->{users} }) {
        my $user = $access->{users}{$id};
        my %row = (userid => $id, enable => \($user->{enable}), expire => \($user->{expire} || 0), 'realm-type' => $id =~ /\@(.*)/ ? $1 : '');
        for my $key (qw(firstname lastname email comment)) { $row{$key} = $user->{$key} if ($user->{$key} // '') ne '' }
        if ($full) {
            my @groups = grep { grep { $_ eq $id } @{ $access->{groups}{$_}{users} } } keys %{ $access->{groups} };
            my $tokens = tokens($access, $id);
            $row{groups} = join(',', shuffled(@groups));
            $row{tokens} = @$tokens ? $tokens : undef;
        }
        push @rows, \%row;
    }
    return \@rows;
}

sub groups {
    my ($access) = @_;
    return [map {
        my $group = $access->{groups}{$_};
        { groupid => $_, users => join(',', sort @{ $group->{users} }), ($group->{comment} // '') ne '' ? (comment => $group->{comment}) : () }
    } sort keys %{ $access->{groups} }];
}

sub realms {
    return [{ realm => 'pam', type => 'pam', comment => 'Linux PAM standard authentication' },
        { realm => 'pve', type => 'pve', comment => 'Proxmox VE authentication server' }];
}

sub roles {
    my ($access) = @_;
    my %special = special_roles();
    my %all = (%special, %{ $access->{roles} });
    return [map { { roleid => $_, privs => join(',', sort @{ $all{$_} }), special => \($special{$_} ? 1 : 0) } } sort keys %all];
}

sub acl {
    my ($access) = @_;
    return [map {
        my $type = $_->{ugid} =~ /^@/ ? 'group' : $_->{ugid} =~ /!/ ? 'token' : 'user';
        { path => $_->{path}, propagate => \($_->{propagate}), roleid => $_->{roleid}, type => $type, ugid => $_->{ugid} =~ s/^@//r }
    } @{ $access->{acl} }];
}

sub tokens {
    my ($access, $user) = @_;
    my @rows;
    for my $id (sort keys %{ $access->{tokens} }) {
        next if $id !~ /^\Q$user\E!(.+)$/;
        my $token = $access->{tokens}{$id};
        my %row = (tokenid => $1, expire => \($token->{expire} || 0), privsep => \($token->{privsep}));
        $row{comment} = $token->{comment} if ($token->{comment} // '') ne '';
        push @rows, \%row;
    }
    return \@rows;
}

1;
