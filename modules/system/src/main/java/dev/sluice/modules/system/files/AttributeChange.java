package dev.sluice.modules.system.files;

import dev.sluice.spi.value.Answer;
import java.util.Optional;

/**
 * Other attributes for a file; what is empty stays.
 *
 * @param mode permission bits
 * @param uid the owner's number; given together with its name
 * @param owner the owner's name
 * @param gid the group's number; given together with its name
 * @param group the group's name
 * @param modified when the content is said to have changed last
 */
public record AttributeChange(
        Optional<Answer<Integer>> mode,
        Optional<Answer<Long>> uid,
        Optional<Answer<String>> owner,
        Optional<Answer<Long>> gid,
        Optional<Answer<String>> group,
        Optional<Answer<Double>> modified) {
    /** Nothing changes but the time of the last change. */
    public static final AttributeChange NONE = new AttributeChange(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public AttributeChange withMode(Answer<Integer> newMode) {
        return new AttributeChange(Optional.of(newMode), uid, owner, gid, group, modified);
    }

    public AttributeChange withOwner(Answer<Long> newUid, Answer<String> newOwner) {
        return new AttributeChange(mode, Optional.of(newUid), Optional.of(newOwner), gid, group, modified);
    }

    public AttributeChange withGroup(Answer<Long> newGid, Answer<String> newGroup) {
        return new AttributeChange(mode, uid, owner, Optional.of(newGid), Optional.of(newGroup), modified);
    }

    public AttributeChange withModified(Answer<Double> newModified) {
        return new AttributeChange(mode, uid, owner, gid, group, Optional.of(newModified));
    }

    /** The attributes with the change made, the time of the change unknown. */
    public Attributes apply(Attributes before) {
        return before.withMode(mode.orElse(before.mode()))
                .withOwner(uid.orElse(before.uid()), owner.orElse(before.owner()))
                .withGroup(gid.orElse(before.gid()), group.orElse(before.group()))
                .withModified(modified.orElse(before.modified()))
                .withChanged(Answer.unknown("when this run changes it"));
    }
}
