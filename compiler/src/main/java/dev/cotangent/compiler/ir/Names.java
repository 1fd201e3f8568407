package dev.cotangent.compiler.ir;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes names unique within a program. One object a compilation.
 *
 * <p>Every variable of a program has a name, so this is also where a program is seen to grow out of all proportion.
 */
public final class Names {

    /** A program needs more names, or its compilation more time, than it may have. */
    public static final class Exhausted extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private Exhausted(String message) {
            super(message, null, false, false);
        }
    }

    private final Map<String, Integer> used = new HashMap<>();
    private final int most;
    private final long nanos;
    private final long start = System.nanoTime();

    /** As many names as are asked for. */
    public Names() {
        this(Integer.MAX_VALUE, Duration.ofNanos(Long.MAX_VALUE));
    }

    /**
     * A limited number of names within a limited time.
     *
     * @param most number of names
     * @param time from now on
     */
    public Names(int most, Duration time) {
        this.most = most;
        this.nanos = time.toNanos();
    }

    /**
     * {@code hint}, with a number behind it if it was given before. The dots of components become underscores, since
     * names become those of fields.
     *
     * @throws Exhausted if there are too many names, or time is over
     */
    public String fresh(String hint) {
        check();
        String plain = hint.replace('.', '_');
        int count = used.merge(plain, 1, Integer::sum);
        return count == 1 ? plain : fresh(plain + "_" + count);
    }

    /**
     * Looks whether the compilation may go on.
     *
     * @throws Exhausted if not
     */
    public void check() {
        if (used.size() >= most) {
            throw new Exhausted("the program becomes larger than " + most + " variables, as functions are inlined");
        }
        if (nanos != Long.MAX_VALUE && System.nanoTime() - start > nanos) {
            throw new Exhausted("the program takes longer than " + nanos / 1_000_000_000.0 + " s to compile");
        }
    }
}
