package dev.cotangent.compiler.ir;

import java.util.HashMap;
import java.util.Map;

/** Makes names unique within a program. One object a compilation. */
public final class Names {

    private final Map<String, Integer> used = new HashMap<>();

    /** {@code hint}, with a number behind it if it was given before. */
    public String fresh(String hint) {
        int count = used.merge(hint, 1, Integer::sum);
        return count == 1 ? hint : fresh(hint + "_" + count);
    }
}
