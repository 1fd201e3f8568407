package dev.cotangent.compiler.lower;

import dev.cotangent.compiler.typed.TypedStmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Which statements leave their function or their loop early. */
final class Exits {

    private Exits() {}

    static boolean returns(TypedStmt s) {
        return contains(s, true, TypedStmt.Return.class::isInstance);
    }

    static boolean breaks(TypedStmt s) {
        return contains(s, false, TypedStmt.Break.class::isInstance);
    }

    static boolean continues(TypedStmt s) {
        return contains(s, false, TypedStmt.Continue.class::isInstance);
    }

    static boolean mayExit(TypedStmt s) {
        return returns(s) || breaks(s) || continues(s);
    }

    private static boolean contains(TypedStmt s, boolean inLoops, Predicate<TypedStmt> wanted) {
        if (wanted.test(s)) {
            return true;
        }
        return children(s, inLoops).stream().anyMatch(c -> contains(c, inLoops, wanted));
    }

    /** Statements within a statement. */
    static List<TypedStmt> children(TypedStmt s, boolean inLoops) {
        if (s instanceof TypedStmt.Block b) {
            return b.statements();
        } else if (s instanceof TypedStmt.If i) {
            List<TypedStmt> both = new ArrayList<>(List.of(i.whenTrue()));
            i.whenFalse().ifPresent(both::add);
            return both;
        } else if (inLoops && s instanceof TypedStmt.For f) {
            return List.of(f.body());
        } else if (inLoops && s instanceof TypedStmt.ForEach f) {
            return List.of(f.body());
        } else if (inLoops && s instanceof TypedStmt.While w) {
            return List.of(w.body());
        }
        return List.of();
    }

    /** True if control never goes on behind it. */
    static boolean alwaysExits(TypedStmt s) {
        if (s instanceof TypedStmt.Block b) {
            return b.statements().stream().anyMatch(Exits::alwaysExits);
        } else if (s instanceof TypedStmt.If i) {
            return alwaysExits(i.whenTrue())
                    && i.whenFalse().map(Exits::alwaysExits).orElse(false);
        }
        return s instanceof TypedStmt.Return
                || s instanceof TypedStmt.Break
                || s instanceof TypedStmt.Continue
                || s instanceof TypedStmt.Reject;
    }

    /** Number of return statements. */
    static int countReturns(TypedStmt s) {
        return s instanceof TypedStmt.Return
                ? 1
                : children(s, true).stream().mapToInt(Exits::countReturns).sum();
    }

    /**
     * True if nothing has to be skipped after any return: each is last, or ends a branch whose alternative goes on with
     * the rest.
     */
    static boolean returnsLast(List<TypedStmt> statements) {
        for (int k = 0; k < statements.size(); k++) {
            TypedStmt s = statements.get(k);
            List<TypedStmt> rest = statements.subList(k + 1, statements.size());
            Optional<Split> split = split(s, rest);
            if (split.isPresent()) {
                return returnsLast(split.get().whenTrue())
                        && returnsLast(split.get().whenFalse());
            }
            if (returns(s) && (!rest.isEmpty() || !isLastReturn(s))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLastReturn(TypedStmt s) {
        if (s instanceof TypedStmt.Block b) {
            return returnsLast(b.statements());
        } else if (s instanceof TypedStmt.If i) {
            return returnsLast(List.of(i.whenTrue()))
                    && i.whenFalse().map(f -> returnsLast(List.of(f))).orElse(true);
        }
        return s instanceof TypedStmt.Return;
    }

    /** The two ways on from a choice of which one side always exits: the other goes on with the rest. */
    record Split(List<TypedStmt> whenTrue, List<TypedStmt> whenFalse) {}

    static Optional<Split> split(TypedStmt s, List<TypedStmt> rest) {
        if (!(s instanceof TypedStmt.If i) || rest.isEmpty()) {
            return Optional.empty();
        }
        List<TypedStmt> whenFalse = i.whenFalse().map(List::of).orElse(List.of());
        if (alwaysExits(i.whenTrue())) {
            return Optional.of(new Split(List.of(i.whenTrue()), followedBy(whenFalse, rest)));
        }
        if (i.whenFalse().map(Exits::alwaysExits).orElse(false)) {
            return Optional.of(new Split(followedBy(List.of(i.whenTrue()), rest), whenFalse));
        }
        return Optional.empty();
    }

    private static List<TypedStmt> followedBy(List<TypedStmt> first, List<TypedStmt> rest) {
        List<TypedStmt> all = new ArrayList<>(first);
        all.addAll(rest);
        return all;
    }
}
