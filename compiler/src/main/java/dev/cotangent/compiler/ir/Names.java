package dev.cotangent.compiler.ir;

import java.util.HashMap;
import java.util.Map;

/** Makes names unique within a program. One object a compilation. */
public final class Names {

    private final Map<String, Integer> used = new HashMap<>();

    /**
     * {@code hint}, with a number behind it if it was given before. The dots of components become underscores, since
     * names become those of fields.
     */
    public String fresh(String hint) {
        String plain = hint.replace('.', '_');
        int count = used.merge(plain, 1, Integer::sum);
        return count == 1 ? plain : fresh(plain + "_" + count);
    }
}
