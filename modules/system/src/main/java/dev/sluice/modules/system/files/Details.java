package dev.sluice.modules.system.files;

import dev.sluice.spi.value.Answer;
import java.util.List;

/**
 * What is rarely asked about a file.
 *
 * @param path where it is, as in {@link Located}; a link at the path itself is not followed
 * @param links passed on the way
 * @param accessed when it was read last, in seconds since 1970
 * @param blocks of 512 bytes that it takes up
 * @param blockSize the file system's favourite size of a transfer, in bytes
 * @param deviceType the device that a device file stands for, as {@code st_rdev}; else 0
 * @param flags {@code lsattr}'s letters; empty if the file system has none
 * @param version {@code lsattr}'s version number; empty if the file system has none
 * @param mimeType e.g. {@code text/plain}; {@code unknown} if {@code file} is not installed
 * @param charset e.g. {@code us-ascii}; {@code unknown} if {@code file} is not installed
 */
public record Details(
        String path,
        List<String> links,
        Answer<Double> accessed,
        Answer<Long> blocks,
        Answer<Long> blockSize,
        Answer<Long> deviceType,
        Answer<String> flags,
        Answer<String> version,
        Answer<String> mimeType,
        Answer<String> charset)
        implements Located {
    public Details {
        links = links.stream().distinct().sorted().toList();
    }

    /** Nothing is known about them. */
    public static Details unknown(String path, List<String> links, String reason) {
        return new Details(
                path,
                links,
                Answer.unknown(reason),
                Answer.unknown(reason),
                Answer.unknown(reason),
                Answer.unknown(reason),
                Answer.unknown(reason),
                Answer.unknown(reason),
                Answer.unknown(reason),
                Answer.unknown(reason));
    }

    Details at(String newPath, List<String> newLinks) {
        return new Details(
                newPath, newLinks, accessed, blocks, blockSize, deviceType, flags, version, mimeType, charset);
    }
}
