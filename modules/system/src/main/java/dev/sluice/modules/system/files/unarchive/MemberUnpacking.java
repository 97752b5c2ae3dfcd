package dev.sluice.modules.system.files.unarchive;

import dev.sluice.modules.system.files.ChecksumOf;
import dev.sluice.modules.system.files.CurrentUser;
import dev.sluice.modules.system.files.FileAt;
import dev.sluice.modules.system.files.FileKind;
import dev.sluice.modules.system.files.FileStatus;
import dev.sluice.modules.system.files.TargetPath;
import dev.sluice.modules.system.files.change.AttributePlan;
import dev.sluice.modules.system.files.change.DirectoryMaking;
import dev.sluice.modules.system.files.change.FileWriting;
import dev.sluice.modules.system.files.change.LinkMaking;
import dev.sluice.modules.system.files.change.PathParameter;
import dev.sluice.modules.system.files.change.WantedAttributes;
import dev.sluice.spi.Change;
import dev.sluice.spi.Fact;
import dev.sluice.spi.Facts;
import dev.sluice.spi.FileMode;
import dev.sluice.spi.TaskFailure;
import java.util.ArrayList;
import java.util.List;

/** Writes what differs from an archive of the controller, member by member. */
record MemberUnpacking(UnarchiveModule.Parameters wanted, Facts facts, String root) {
    List<Change> changes(List<ArchiveMember> members) {
        WantedAttributes attributes = new WantedAttributes(wanted.mode(), wanted.owner(), wanted.group());
        List<Fact<?>> questions = new ArrayList<>(attributes.questions());
        questions.add(new CurrentUser());
        for (ArchiveMember member : members) {
            questions.add(new FileAt(path(member)));
            if (member.kind() == FileKind.FILE) {
                questions.add(ChecksumOf.sha1(path(member)));
            }
        }
        facts.prefetch(questions.toArray(Fact[]::new));
        WantedAttributes.Resolved resolved = attributes.resolve(facts);
        Facts then = facts;
        List<Change> changes = new ArrayList<>();
        for (ArchiveMember member : members) {
            WantedAttributes.Resolved own = resolved.withMode(mode(member));
            List<Change> parents = parents(then, member, own);
            then = then.after(parents);
            List<Change> more = change(then, member, own);
            then = then.after(more);
            changes.addAll(parents);
            changes.addAll(more);
        }
        return changes;
    }

    private String path(ArchiveMember member) {
        return TargetPath.child(root, member.name());
    }

    private FileMode mode(ArchiveMember member) {
        int bits = wanted.mode() == null
                ? member.mode()
                : wanted.mode().apply(member.mode(), member.kind() == FileKind.DIRECTORY);
        return new FileMode(FileMode.format(bits));
    }

    private List<Change> parents(Facts then, ArchiveMember member, WantedAttributes.Resolved attributes) {
        return member.kind() == FileKind.DIRECTORY
                ? List.of()
                : new DirectoryMaking(then, attributes.withMode(null))
                        .make(List.of(TargetPath.parent(path(member)))).stream().toList();
    }

    private List<Change> change(Facts there, ArchiveMember member, WantedAttributes.Resolved attributes) {
        if (member.kind() == FileKind.DIRECTORY) {
            FileStatus status = PathParameter.followed(there, path(member));
            return status.isDirectory()
                    ? AttributePlan.changes(there, status, attributes)
                    : new DirectoryMaking(there, attributes)
                            .make(List.of(path(member))).stream().toList();
        }
        List<Change> changes = new ArrayList<>();
        FileStatus status = there.get(new FileAt(path(member)));
        if (status.isDirectory()) {
            throw new TaskFailure(
                    status.path() + " is a directory; " + member.name() + " of the archive cannot take" + " its place");
        }
        if (member.kind() == FileKind.LINK) {
            boolean same = status.isLink() && status.target().equals(member.target());
            changes.addAll(
                    same
                            ? AttributePlan.changes(there, status, attributes)
                            : List.of(LinkMaking.symbolic(there, status, member.target(), attributes)));
            return changes;
        }
        boolean same = status.isFile()
                && there.get(ChecksumOf.sha1(status.path()))
                        .value()
                        .equals(member.content().checksum("SHA-1"));
        changes.addAll(
                same
                        ? AttributePlan.changes(there, status, attributes)
                        : List.of(new FileWriting(there, attributes, null, false).write(status, member.content())));
        return changes;
    }
}
