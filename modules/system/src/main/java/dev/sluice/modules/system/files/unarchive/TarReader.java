package dev.sluice.modules.system.files.unarchive;

import dev.sluice.modules.system.files.FileKind;
import dev.sluice.modules.system.files.TargetPath;
import dev.sluice.spi.Bytes;
import dev.sluice.spi.TaskFailure;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.io.input.BoundedInputStream;

/** Reads tar archives of the controller, compressed by gzip or not. */
final class TarReader {
    private static final int BLOCK = 512;

    private TarReader() {}

    /** Whether a file begins as gzip writes it. */
    static boolean isCompressed(Bytes archive) {
        byte[] bytes = archive.toArray();
        return bytes.length > 1 && bytes[0] == 0x1f && (bytes[1] & 0xff) == 0x8b;
    }

    /**
     * All members in order.
     *
     * @param limit how many bytes they and their headers may have
     * @return empty if it is not a tar archive, or one that exceeds the limit
     * @throws TaskFailure if the archive is damaged, has devices or hard links in it, or names that lead out of it
     */
    static Optional<List<ArchiveMember>> read(Bytes archive, long limit) {
        InputStream packed = new ByteArrayInputStream(archive.toArray());
        try (InputStream plain = new BufferedInputStream(isCompressed(archive) ? new GZIPInputStream(packed) : packed);
                BoundedInputStream bounded = BoundedInputStream.builder()
                        .setInputStream(plain)
                        .setMaxCount(limit)
                        .get()) {
            return isTar(plain) ? members(bounded, limit) : Optional.empty();
        } catch (IOException | IllegalArgumentException damaged) {
            throw new TaskFailure("the archive is damaged: " + damaged.getMessage());
        }
    }

    private static boolean isTar(InputStream plain) throws IOException {
        plain.mark(BLOCK);
        byte[] header = plain.readNBytes(BLOCK);
        plain.reset();
        return header.length == BLOCK && TarArchiveInputStream.matches(header, header.length);
    }

    private static Optional<List<ArchiveMember>> members(BoundedInputStream bounded, long limit) throws IOException {
        List<ArchiveMember> members = new ArrayList<>();
        // a sparse file has more content than bytes in the archive
        long left = limit;
        try (TarArchiveInputStream tar = new TarArchiveInputStream(bounded, StandardCharsets.UTF_8.name())) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                left -= entry.getRealSize();
                if (left < 0) {
                    return Optional.empty();
                }
                member(entry, tar).ifPresent(members::add);
            }
        } catch (IOException damaged) {
            if (bounded.getRemaining() == 0) {
                return Optional.empty();
            }
            throw damaged;
        }
        if (bounded.getRemaining() == 0) {
            return Optional.empty();
        }
        requireOwnPlaces(members);
        return Optional.of(members);
    }

    /** Whatever would be written through a link of the archive would be where the link leads, in or out of the destination. */
    private static void requireOwnPlaces(List<ArchiveMember> members) {
        Map<String, ArchiveMember> links = new HashMap<>();
        members.stream()
                .filter(member -> member.kind() == FileKind.LINK)
                .forEach(link -> links.put("/" + link.name(), link));
        for (ArchiveMember member : members) {
            String path = "/" + member.name();
            List<String> places = new ArrayList<>(TargetPath.ancestors(path));
            if (member.kind() == FileKind.DIRECTORY) {
                places.add(path);
            }
            for (String place : places) {
                ArchiveMember link = links.get(place);
                if (link != null) {
                    throw new TaskFailure(
                            "the archive has a member that leads through one of its links: " + member.name()
                                    + " through " + link.name() + ", a link to " + link.target(),
                            "it would be written to another place than the one it names",
                            "make the archive again without it");
                }
            }
        }
    }

    private static Optional<ArchiveMember> member(TarArchiveEntry entry, InputStream content) throws IOException {
        String name = TargetPath.normalize(entry.getName()).substring(1);
        if (Arrays.asList(name.split("/")).contains("..")) {
            throw new TaskFailure("the archive has a member that leads out of the destination: " + entry.getName());
        }
        FileKind kind = kind(entry);
        Bytes bytes = kind == FileKind.FILE ? Bytes.of(content.readAllBytes()) : Bytes.EMPTY;
        String target = kind == FileKind.LINK ? entry.getLinkName() : "";
        return name.isEmpty()
                ? Optional.empty()
                : Optional.of(new ArchiveMember(name, kind, entry.getMode() & 07777, bytes, target));
    }

    private static FileKind kind(TarArchiveEntry entry) {
        boolean special = entry.isLink() || entry.isCharacterDevice() || entry.isBlockDevice() || entry.isFIFO();
        if (special) {
            throw new TaskFailure("the archive has a member that is not a file, directory or symbolic link, which is"
                    + " not supported: " + entry.getName());
        }
        return entry.isDirectory() ? FileKind.DIRECTORY : entry.isSymbolicLink() ? FileKind.LINK : FileKind.FILE;
    }
}
