package dev.cotangent.runtime.sampler.nuts;

import dev.cotangent.runtime.dynamics.PhasePoint;
import java.util.ArrayList;
import java.util.List;

/** Phase points to be used again: a trajectory holds at most three of each subtree that is not merged yet. */
final class PointPool {

    private final int dimension;
    private final List<PhasePoint> all = new ArrayList<>();
    private PhasePoint[] free = new PhasePoint[8];
    private int size;

    PointPool(int dimension) {
        this.dimension = dimension;
    }

    /** Takes back every point that was ever given out. */
    void reclaimAll() {
        size = 0;
        for (int k = 0; k < all.size(); k++) {
            release(all.get(k));
        }
    }

    /** A point with unspecified content. */
    PhasePoint take() {
        if (size > 0) {
            return free[--size];
        }
        PhasePoint point = new PhasePoint(dimension);
        all.add(point);
        if (free.length < all.size()) {
            free = new PhasePoint[2 * all.size()];
        }
        return point;
    }

    /** Takes back one point. */
    void release(PhasePoint point) {
        free[size++] = point;
    }
}
