package dev.sluice.drawing;

import dev.sluice.drawing.Layout.Link;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Boxes in horizontal layers, each below all those that it follows, ordered so that few lines cross. A line that passes a
 * layer has a place of its own there, as if it were a narrow box: numbers from {@code boxes} on are such places. After
 * Sugiyama, Tagawa and Toda (1981): longest paths for the layers, repeated sorting by the mean of the neighbours.
 */
final class Layers {
    private static final int SWEEPS = 12;

    final int boxes;
    final int[] layerOf;
    /** Above and below each box or place, the neighbours in the next layer. */
    final List<List<Integer>> above = new ArrayList<>();

    final List<List<Integer>> below = new ArrayList<>();
    /** For each link the places that it passes, with its ends. */
    final List<List<Integer>> routes = new ArrayList<>();

    List<List<Integer>> rows = new ArrayList<>();

    private final List<Integer> layers = new ArrayList<>();

    Layers(int boxes, List<Link> links) {
        this.boxes = boxes;
        int[] depths = depths(boxes, links);
        for (int box = 0; box < boxes; box++) {
            addPlace(depths[box]);
        }
        links.forEach(this::route);
        layerOf = layers.stream().mapToInt(Integer::intValue).toArray();
        int last = Arrays.stream(layerOf).max().orElse(-1);
        for (int layer = 0; layer <= last; layer++) {
            rows.add(new ArrayList<>());
        }
        for (int place = 0; place < layerOf.length; place++) {
            rows.get(layerOf[place]).add(place);
        }
        order();
    }

    /** The length of the longest path to each box; a box that follows nothing stands right above the first that follows it. */
    private static int[] depths(int boxes, List<Link> links) {
        int[] depths = new int[boxes];
        for (int round = 0; round < boxes; round++) {
            boolean moved = false;
            for (Link link : links) {
                if (depths[link.to()] <= depths[link.from()]) {
                    depths[link.to()] = depths[link.from()] + 1;
                    moved = true;
                }
            }
            if (!moved) {
                break;
            }
        }
        for (int box = 0; box < boxes; box++) {
            int start = box;
            boolean follows = links.stream().anyMatch(link -> link.to() == start);
            int first = links.stream()
                    .filter(link -> link.from() == start)
                    .mapToInt(link -> depths[link.to()])
                    .min()
                    .orElse(1);
            if (!follows) {
                depths[box] = first - 1;
            }
        }
        return depths;
    }

    private int addPlace(int layer) {
        layers.add(layer);
        above.add(new ArrayList<>());
        below.add(new ArrayList<>());
        return layers.size() - 1;
    }

    private void route(Link link) {
        List<Integer> route = new ArrayList<>(List.of(link.from()));
        for (int layer = layers.get(link.from()) + 1; layer < layers.get(link.to()); layer++) {
            route.add(addPlace(layer));
        }
        route.add(link.to());
        for (int index = 1; index < route.size(); index++) {
            below.get(route.get(index - 1)).add(route.get(index));
            above.get(route.get(index)).add(route.get(index - 1));
        }
        routes.add(route);
    }

    private void order() {
        List<List<Integer>> best = copy(rows);
        long fewest = crossings();
        for (int sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
            boolean down = sweep % 2 == 0;
            for (int step = 1; step < rows.size(); step++) {
                int layer = down ? step : rows.size() - 1 - step;
                sort(rows.get(layer), down ? above : below, positions(rows.get(down ? layer - 1 : layer + 1)));
            }
            long now = crossings();
            if (now < fewest) {
                fewest = now;
                best = copy(rows);
            }
        }
        rows = best;
    }

    private static List<List<Integer>> copy(List<List<Integer>> rows) {
        List<List<Integer>> copy = new ArrayList<>();
        rows.forEach(row -> copy.add(new ArrayList<>(row)));
        return copy;
    }

    private int[] positions(List<Integer> row) {
        int[] positions = new int[layerOf.length];
        for (int index = 0; index < row.size(); index++) {
            positions[row.get(index)] = index;
        }
        return positions;
    }

    private static void sort(List<Integer> row, List<List<Integer>> neighbours, int[] positions) {
        double[] keys = new double[neighbours.size()];
        for (int index = 0; index < row.size(); index++) {
            int place = row.get(index);
            keys[place] = neighbours.get(place).stream()
                    .mapToInt(neighbour -> positions[neighbour])
                    .average()
                    .orElse(index);
        }
        row.sort(Comparator.comparingDouble(place -> keys[place]));
    }

    private long crossings() {
        long crossings = 0;
        for (int layer = 0; layer + 1 < rows.size(); layer++) {
            int[] positions = positions(rows.get(layer + 1));
            List<Integer> ends = new ArrayList<>();
            for (int place : rows.get(layer)) {
                below.get(place).stream().map(end -> positions[end]).sorted().forEach(ends::add);
            }
            crossings += inversions(ends);
        }
        return crossings;
    }

    private static long inversions(List<Integer> ends) {
        long inversions = 0;
        for (int one = 0; one < ends.size(); one++) {
            for (int other = one + 1; other < ends.size(); other++) {
                if (ends.get(one) > ends.get(other)) {
                    inversions++;
                }
            }
        }
        return inversions;
    }
}
