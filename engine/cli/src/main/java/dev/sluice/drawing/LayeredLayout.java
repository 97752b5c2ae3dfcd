package dev.sluice.drawing;

import dev.sluice.drawing.Layout.Link;
import dev.sluice.drawing.Layout.Point;
import dev.sluice.drawing.Layout.Size;
import java.util.ArrayList;
import java.util.List;

/** Places boxes in layers so that lines are short and straight. */
final class LayeredLayout {
    private static final int SWEEPS = 16;
    private static final double LINE_WIDTH = 8;

    private final List<Size> sizes;
    private final Layers layers;
    private final double across;
    private final double down;
    private final double[] x;

    private LayeredLayout(List<Size> sizes, Layers layers, double across, double down) {
        this.sizes = sizes;
        this.layers = layers;
        this.across = across;
        this.down = down;
        x = new double[layers.layerOf.length];
    }

    /**
     * Lays boxes out.
     *
     * @param links free of circles
     * @param across how far boxes of a layer are apart at least
     * @param down how far layers are apart
     */
    static Layout of(List<Size> sizes, List<Link> links, double across, double down) {
        return new LayeredLayout(sizes, new Layers(sizes.size(), links), across, down).place();
    }

    private Layout place() {
        layers.rows.forEach(row -> settle(row, new double[row.size()]));
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            for (int step = 0; step < layers.rows.size(); step++) {
                int layer = sweep % 2 == 0 ? step : layers.rows.size() - 1 - step;
                pull(layers.rows.get(layer), sweep);
            }
        }
        return layout();
    }

    /** Moves a row as near to its neighbours as it can be without overlaps. */
    private void pull(List<Integer> row, int sweep) {
        double[] wanted = new double[row.size()];
        for (int index = 0; index < row.size(); index++) {
            int place = row.get(index);
            List<Integer> neighbours = new ArrayList<>();
            if (sweep % 2 == 0 || sweep > SWEEPS - 4) {
                neighbours.addAll(layers.above.get(place));
            }
            if (sweep % 2 == 1 || sweep > SWEEPS - 4) {
                neighbours.addAll(layers.below.get(place));
            }
            wanted[index] = neighbours.stream()
                    .mapToDouble(neighbour -> x[neighbour])
                    .average()
                    .orElse(x[place]);
        }
        settle(row, wanted);
    }

    /**
     * The places nearest to the wanted ones, by the sum of squares, that keep order and distance: isotonic regression by
     * pooling adjacent violators.
     */
    private void settle(List<Integer> row, double[] wanted) {
        double[] offsets = new double[row.size()];
        for (int index = 1; index < row.size(); index++) {
            offsets[index] = offsets[index - 1] + width(row.get(index - 1)) / 2 + across + width(row.get(index)) / 2;
        }
        List<double[]> pools = new ArrayList<>();
        for (int index = 0; index < row.size(); index++) {
            double[] pool = {wanted[index] - offsets[index], 1};
            while (!pools.isEmpty() && pools.get(pools.size() - 1)[0] > pool[0]) {
                double[] last = pools.remove(pools.size() - 1);
                double weight = last[1] + pool[1];
                pool = new double[] {(last[0] * last[1] + pool[0] * pool[1]) / weight, weight};
            }
            pools.add(pool);
        }
        int index = 0;
        for (double[] pool : pools) {
            for (int member = 0; member < pool[1]; member++) {
                x[row.get(index)] = pool[0] + offsets[index];
                index++;
            }
        }
    }

    private double width(int place) {
        return place < layers.boxes ? sizes.get(place).width() : LINE_WIDTH;
    }

    private Layout layout() {
        double left = Double.MAX_VALUE;
        double right = 0;
        for (int place = 0; place < x.length; place++) {
            left = Math.min(left, x[place] - width(place) / 2);
        }
        double[] tops = new double[layers.rows.size() + 1];
        double[] heights = new double[layers.rows.size()];
        for (int layer = 0; layer < layers.rows.size(); layer++) {
            heights[layer] = layers.rows.get(layer).stream()
                    .filter(place -> place < layers.boxes)
                    .mapToDouble(place -> sizes.get(place).height())
                    .max()
                    .orElse(0);
            tops[layer + 1] = tops[layer] + heights[layer] + down;
        }
        List<Point> centers = new ArrayList<>();
        for (int place = 0; place < x.length; place++) {
            int layer = layers.layerOf[place];
            double height = place < layers.boxes ? sizes.get(place).height() : heights[layer];
            centers.add(new Point(x[place] - left, tops[layer] + height / 2));
            right = Math.max(right, x[place] - left + width(place) / 2);
        }
        List<List<Point>> paths = new ArrayList<>();
        for (List<Integer> route : layers.routes) {
            paths.add(path(route, centers, tops, heights));
        }
        double height = layers.rows.isEmpty() ? 0 : tops[layers.rows.size()] - down;
        return new Layout(centers.subList(0, layers.boxes), paths, right, height);
    }

    private List<Point> path(List<Integer> route, List<Point> centers, double[] tops, double[] heights) {
        int first = route.get(0);
        int last = route.get(route.size() - 1);
        List<Point> path = new ArrayList<>();
        path.add(centers.get(first).plus(0, sizes.get(first).height() / 2));
        double bottom = tops[layers.layerOf[first]] + heights[layers.layerOf[first]];
        if (path.get(0).y() < bottom) {
            // Straight down past taller neighbours before it may turn.
            path.add(new Point(centers.get(first).x(), bottom));
        }
        for (int place : route.subList(1, route.size() - 1)) {
            int layer = layers.layerOf[place];
            path.add(new Point(centers.get(place).x(), tops[layer]));
            path.add(new Point(centers.get(place).x(), tops[layer] + heights[layer]));
        }
        path.add(centers.get(last).plus(0, -sizes.get(last).height() / 2));
        return path;
    }
}
