package dev.cotangent.compiler.pass;

import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An integer polynomial in locals: a normal form in which indices and sizes are compared. A product of locals is the
 * sorted list of their names.
 */
public final class Polynomial {

    private final Map<List<Local>, Integer> coefficients;

    private Polynomial(Map<List<Local>, Integer> coefficients) {
        this.coefficients = coefficients;
    }

    public static Polynomial constant(int value) {
        return sumOf(Map.of(List.of(), value));
    }

    public static Polynomial of(Local local) {
        return sumOf(Map.of(List.of(local), 1));
    }

    /** The polynomial of an expression; empty if it has operations other than sums and products. */
    public static Optional<Polynomial> of(Expr expression) {
        if (expression instanceof Expr.IntConstant c) {
            return Optional.of(constant(c.value()));
        } else if (expression instanceof Expr.Read r) {
            return Optional.of(of(r.local()));
        } else if (expression instanceof Expr.Operation o && o.operands().size() == 2) {
            Optional<Polynomial> left = of(o.operands().get(0));
            Optional<Polynomial> right = of(o.operands().get(1));
            return left.isEmpty() || right.isEmpty() ? Optional.empty() : combine(o, left.get(), right.get());
        }
        return Optional.empty();
    }

    private static Optional<Polynomial> combine(Expr.Operation operation, Polynomial a, Polynomial b) {
        return switch (operation.operator()) {
            case ADD -> Optional.of(a.plus(b));
            case SUBTRACT -> Optional.of(a.minus(b));
            case MULTIPLY -> Optional.of(a.times(b));
            default -> Optional.empty();
        };
    }

    private static Polynomial sumOf(Map<List<Local>, Integer> coefficients) {
        Map<List<Local>, Integer> kept = new HashMap<>(coefficients);
        kept.values().removeIf(coefficient -> coefficient == 0);
        return new Polynomial(kept);
    }

    public Polynomial plus(Polynomial other) {
        Map<List<Local>, Integer> sum = new HashMap<>(coefficients);
        other.coefficients.forEach((product, coefficient) -> sum.merge(product, coefficient, Integer::sum));
        return sumOf(sum);
    }

    public Polynomial minus(Polynomial other) {
        return plus(constant(-1).times(other));
    }

    public Polynomial times(Polynomial other) {
        Map<List<Local>, Integer> sum = new HashMap<>();
        coefficients.forEach(
                (a, x) -> other.coefficients.forEach((b, y) -> sum.merge(product(a, b), x * y, Integer::sum)));
        return sumOf(sum);
    }

    private static List<Local> product(List<Local> a, List<Local> b) {
        List<Local> product = new ArrayList<>(a);
        product.addAll(b);
        product.sort(Comparator.comparing(Local::name));
        return product;
    }

    /** With another polynomial in place of a local. */
    public Polynomial with(Local local, Polynomial value) {
        Polynomial result = constant(0);
        for (Map.Entry<List<Local>, Integer> term : coefficients.entrySet()) {
            Polynomial factor = constant(term.getValue());
            for (Local each : term.getKey()) {
                factor = factor.times(each == local ? value : of(each));
            }
            result = result.plus(factor);
        }
        return result;
    }

    /** Its coefficients by product, the product of no locals among them; none is 0. */
    public Map<List<Local>, Integer> terms() {
        return Map.copyOf(coefficients);
    }

    /** Its value if it is a number. */
    public Optional<Integer> number() {
        boolean isNumber = coefficients.isEmpty() || coefficients.keySet().equals(Set.of(List.<Local>of()));
        return isNumber ? Optional.of(coefficients.getOrDefault(List.<Local>of(), 0)) : Optional.empty();
    }

    /** The locals in it. */
    public Set<Local> locals() {
        Set<Local> locals = new HashSet<>();
        coefficients.keySet().forEach(locals::addAll);
        return locals;
    }

    /** What a local is multiplied by; empty if it occurs in a power. */
    public Optional<Polynomial> coefficient(Local local) {
        Map<List<Local>, Integer> found = new HashMap<>();
        for (Map.Entry<List<Local>, Integer> term : coefficients.entrySet()) {
            List<Local> others = new ArrayList<>(term.getKey());
            if (others.remove(local)) {
                if (others.contains(local)) {
                    return Optional.empty();
                }
                found.put(others, term.getValue());
            }
        }
        return Optional.of(new Polynomial(found));
    }

    /** True of constants of 0 or more. */
    boolean isNonNegative() {
        return coefficients.isEmpty()
                || coefficients.size() == 1 && coefficients.getOrDefault(List.<Local>of(), -1) >= 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Polynomial p && coefficients.equals(p.coefficients);
    }

    @Override
    public int hashCode() {
        return coefficients.hashCode();
    }
}
