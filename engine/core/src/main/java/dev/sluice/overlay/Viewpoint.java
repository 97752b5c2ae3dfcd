package dev.sluice.overlay;

import java.util.Map;

/**
 * How a target is asked: permissions differ by user, and a program may answer differently with other variables.
 *
 * @param user through whose eyes the target is seen; never empty
 * @param environment variables that the asking program gets besides
 */
public record Viewpoint(String user, Map<String, String> environment) {
    public Viewpoint {
        environment = Map.copyOf(environment);
    }

    /** A user with the usual environment. */
    public static Viewpoint of(String user) {
        return new Viewpoint(user, Map.of());
    }
}
