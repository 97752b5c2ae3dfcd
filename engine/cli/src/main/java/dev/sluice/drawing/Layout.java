package dev.sluice.drawing;

import java.util.List;

/**
 * Where boxes and the lines between them are drawn.
 *
 * @param centers the centre of each box
 * @param paths for each edge the points that it passes, from the bottom of a box to the top of another
 * @param width of the whole
 * @param height of the whole
 */
record Layout(List<Point> centers, List<List<Point>> paths, double width, double height) {
    /** A place, in pixels from the left and the top. */
    record Point(double x, double y) {
        Point plus(double right, double down) {
            return new Point(x + right, y + down);
        }
    }

    /** The size of a box, in pixels. */
    record Size(double width, double height) {}

    /** An edge between the numbers of two boxes. */
    record Link(int from, int to) {}
}
