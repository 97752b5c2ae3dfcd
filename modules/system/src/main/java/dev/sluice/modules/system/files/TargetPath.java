package dev.sluice.modules.system.files;

import java.util.ArrayList;
import java.util.List;

/** Absolute paths of a target, as text; they need not exist and are never looked up. */
public final class TargetPath {
    private TargetPath() {}

    /** Without doubled and trailing slashes and without {@code .}; {@code ..} stays, for it may lead through a link. */
    public static String normalize(String path) {
        if (isNormal(path)) {
            return path;
        }
        StringBuilder normal = new StringBuilder();
        for (String name : path.split("/")) {
            if (!name.isEmpty() && !name.equals(".")) {
                normal.append('/').append(name);
            }
        }
        return normal.isEmpty() ? "/" : normal.toString();
    }

    private static boolean isNormal(String path) {
        return path.startsWith("/")
                && path.length() > 1
                && !path.endsWith("/")
                && !path.endsWith("/.")
                && !path.contains("//")
                && !path.contains("/./");
    }

    /** The directory that holds the path; the root holds itself. */
    public static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash <= 0 ? "/" : path.substring(0, slash);
    }

    /** The last name of the path; empty for the root. */
    public static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** A path below a directory. An absolute one is itself. */
    public static String child(String directory, String relative) {
        return relative.startsWith("/") ? normalize(relative) : normalize(directory + "/" + relative);
    }

    /** Whether a path lies strictly below a directory. */
    public static boolean isBelow(String path, String directory) {
        return directory.equals("/")
                ? path.length() > 1
                : path.startsWith(directory)
                        && path.length() > directory.length()
                        && path.charAt(directory.length()) == '/';
    }

    /** Whether a path is the other or lies below it. */
    public static boolean isAtOrBelow(String path, String directory) {
        return path.equals(directory) || isBelow(path, directory);
    }

    /** The same place relative to another directory. */
    public static String rebase(String path, String from, String to) {
        return path.equals(from) ? to : child(to, relative(path, from));
    }

    /** What leads from a directory to a path below it. */
    public static String relative(String path, String directory) {
        return path.substring(directory.equals("/") ? 1 : directory.length() + 1);
    }

    /** All directories strictly above a path, from the root down. */
    public static List<String> ancestors(String path) {
        List<String> above = new ArrayList<>();
        for (String each = path; !each.equals("/"); ) {
            each = parent(each);
            above.add(0, each);
        }
        return above;
    }
}
