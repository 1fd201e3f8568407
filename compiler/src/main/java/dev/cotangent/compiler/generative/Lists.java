package dev.cotangent.compiler.generative;

import java.util.ArrayList;
import java.util.List;

final class Lists {

    private Lists() {}

    static <T> List<T> with(T first, List<T> others) {
        List<T> all = new ArrayList<>(others.size() + 1);
        all.add(first);
        all.addAll(others);
        return all;
    }
}
