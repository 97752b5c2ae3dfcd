package dev.sluice.modules.system.files;

import dev.sluice.spi.World;
import dev.sluice.spi.value.Answer;

/** Works out what the asking user may do with a file whose mode or owner an effect altered. */
final class Access {
    static final String ROOT = "root";

    private final World world;

    Access(World world) {
        this.world = world;
    }

    /** The status with what the user may do brought up to date. */
    FileStatus refreshed(FileStatus status) {
        if (!status.exists()) {
            return status;
        }
        return status.with(attributes -> status.isLink()
                ? attributes.withoutAccess()
                : attributes.withAccess(may(status, 4), may(status, 2), may(status, 1)));
    }

    /** Whether the user can see what is in a directory, with all that is known about it. */
    Answer<Boolean> lists(FileStatus directory) {
        return may(directory, 4).flatMap(read -> read ? may(directory, 1) : Answer.of(false));
    }

    private Answer<Boolean> may(FileStatus status, int bit) {
        Attributes attributes = status.attributes();
        if (world.user().equals(ROOT)) {
            return bit != 1 || status.isDirectory()
                    ? Answer.of(true)
                    : attributes.mode().map(mode -> (mode & 0111) != 0);
        }
        return world.before(new CurrentUser())
                .flatMap(me -> owns(me, attributes)
                        .flatMap(owns -> owns
                                ? attributes.mode().map(mode -> ((mode >> 6) & bit) != 0)
                                : attributes.gid().flatMap(gid -> {
                                    int shift = me.groups().contains(gid) ? 3 : 0;
                                    return attributes.mode().map(mode -> ((mode >> shift) & bit) != 0);
                                })));
    }

    private static Answer<Boolean> owns(CurrentUser.Identity me, Attributes attributes) {
        if (attributes.uid().isKnown()) {
            return attributes.uid().map(uid -> uid == me.uid());
        }
        return attributes.owner().map(owner -> owner.equals(me.user()));
    }
}
