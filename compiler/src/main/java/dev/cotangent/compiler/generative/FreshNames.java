package dev.cotangent.compiler.generative;

import java.util.HashSet;
import java.util.Set;

/** Names that a program does not use. */
final class FreshNames {

    private final Set<String> used;

    FreshNames(Set<String> used) {
        this.used = new HashSet<>(used);
    }

    /** A name like the hint that was not used, and is from now on. */
    String fresh(String hint) {
        String name = hint;
        for (int k = 1; !used.add(name); k++) {
            name = hint + "_" + k;
        }
        return name;
    }
}
