package dev.cotangent.compiler.structure;

import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Operator;
import dev.cotangent.compiler.ir.ScalarType;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.compiler.ir.Storage;
import dev.cotangent.compiler.pass.Polynomial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Indices and sizes as polynomials in sizes of data, rounds of loops (from 0), and what is taken for a number as it is:
 * loads and locals that have more than one value. Locals that are only names for something else are seen through, so
 * {@code n}, {@code n_size} and {@code J} are one if the program says so.
 */
final class Indexing {

    private final Map<Local, Integer> assignments = new HashMap<>();
    private final Map<Local, Expr> values = new HashMap<>();
    private final Map<Local, Optional<Polynomial>> definitions = new HashMap<>();
    private final Map<Local, Stmt.For> loops = new HashMap<>();
    private final Map<Local, Local> rounds = new HashMap<>();
    private final Map<Local, Local> indices = new HashMap<>();
    private final Map<Expr, Local> atoms = new HashMap<>();
    private final Map<Local, Expr> ofAtoms = new HashMap<>();
    private final Set<Local> open = new HashSet<>();

    /** Takes down what the locals of some code are. */
    Indexing(List<List<Stmt>> bodies) {
        bodies.forEach(body -> Blocks.forEach(body, this::note));
    }

    private void note(Stmt statement) {
        Blocks.assigned(statement).forEach(local -> assignments.merge(local, 1, Integer::sum));
        if (statement instanceof Stmt.Assign s && s.target().type() == ScalarType.INT) {
            values.put(s.target(), s.value());
        } else if (statement instanceof Stmt.For loop) {
            Local round = new Local(loop.index().name() + " from 0", ScalarType.INT, Storage.WORK);
            loops.put(loop.index(), loop);
            rounds.put(loop.index(), round);
            indices.put(round, loop.index());
        }
    }

    /** Enters a loop: its rounds may be in what is asked for now. */
    void open(Stmt.For loop) {
        open.add(loop.index());
    }

    /** Leaves a loop. */
    void close(Stmt.For loop) {
        open.remove(loop.index());
    }

    /** The number of rounds of a loop. */
    Polynomial trips(Stmt.For loop) {
        return of(loop.to()).minus(of(loop.from())).plus(Polynomial.constant(1));
    }

    /** The number of a loop's round, from 0. */
    Local round(Stmt.For loop) {
        return rounds.get(loop.index());
    }

    /** The loop whose round this is, if it is one. */
    Optional<Stmt.For> loop(Local round) {
        return Optional.ofNullable(indices.get(round)).map(loops::get);
    }

    /** True if a local stands for an expression that is no polynomial, or has more than one value. */
    boolean isOpaque(Local local) {
        return local.storage() != Storage.DATA && !indices.containsKey(local);
    }

    /** The polynomial of an expression of integers. */
    Polynomial of(Expr expression) {
        if (expression instanceof Expr.IntConstant c) {
            return Polynomial.constant(c.value());
        } else if (expression instanceof Expr.Read r) {
            return of(r.local());
        } else if (expression instanceof Expr.Operation o) {
            return of(o);
        }
        return atom(expression);
    }

    private Polynomial of(Expr.Operation o) {
        return switch (o.operator()) {
            case ADD -> of(o.operands().get(0)).plus(of(o.operands().get(1)));
            case SUBTRACT -> of(o.operands().get(0)).minus(of(o.operands().get(1)));
            case MULTIPLY -> of(o.operands().get(0)).times(of(o.operands().get(1)));
            case NEGATE -> Polynomial.constant(0).minus(of(o.operands().get(0)));
            default -> atom(o);
        };
    }

    private Polynomial atom(Expr expression) {
        Local atom = atoms.computeIfAbsent(
                expression, e -> new Local("value " + atoms.size(), ScalarType.INT, Storage.WORK));
        ofAtoms.put(atom, expression);
        return Polynomial.of(atom);
    }

    private Polynomial of(Local local) {
        if (loops.containsKey(local)) {
            return of(loops.get(local).from()).plus(Polynomial.of(rounds.get(local)));
        }
        return definition(local).filter(this::isOpen).orElse(Polynomial.of(local));
    }

    private boolean isOpen(Polynomial definition) {
        return definition.locals().stream()
                .allMatch(local -> !indices.containsKey(local) || open.contains(indices.get(local)));
    }

    /** What a local is the name of; empty if of nothing simpler. */
    private Optional<Polynomial> definition(Local local) {
        if (!definitions.containsKey(local)) {
            definitions.put(local, Optional.empty());
            Expr value = values.get(local);
            boolean isName = value != null && assignments.getOrDefault(local, 0) == 1 && isStable(value);
            definitions.put(local, isName ? Optional.of(ofAnyLoop(value)) : Optional.empty());
        }
        return definitions.getOrDefault(local, Optional.empty());
    }

    /** As if all loops were open: whether they are is asked when the definition is used. */
    private Polynomial ofAnyLoop(Expr value) {
        Set<Local> before = new HashSet<>(open);
        open.addAll(loops.keySet());
        Polynomial result = of(value);
        open.clear();
        open.addAll(before);
        return result;
    }

    /** True if a value is made of what has one value where this has: sums and products of such locals. */
    private boolean isStable(Expr value) {
        if (value instanceof Expr.IntConstant) {
            return true;
        } else if (value instanceof Expr.Read r) {
            Local local = r.local();
            return loops.containsKey(local) || assignments.getOrDefault(local, 0) <= 1;
        } else if (value instanceof Expr.Operation o) {
            boolean isPolynomial = o.operator() == Operator.ADD
                    || o.operator() == Operator.SUBTRACT
                    || o.operator() == Operator.MULTIPLY
                    || o.operator() == Operator.NEGATE;
            return isPolynomial && o.operands().stream().allMatch(this::isStable);
        }
        return false;
    }

    /**
     * The expression of a polynomial.
     *
     * @param leaf what takes the place of its locals, and of what was taken for a number as it is
     */
    Expr expr(Polynomial polynomial, UnaryOperator<Expr> leaf) {
        Polynomial ofIndices = polynomial;
        for (Local local : polynomial.locals()) {
            if (indices.containsKey(local)) {
                Local index = indices.get(local);
                Polynomial from = of(loops.get(index).from());
                ofIndices = ofIndices.with(local, Polynomial.of(index).minus(from));
            }
        }
        return sum(ofIndices, leaf);
    }

    private Expr sum(Polynomial polynomial, UnaryOperator<Expr> leaf) {
        List<Map.Entry<List<Local>, Integer>> terms =
                new ArrayList<>(polynomial.terms().entrySet());
        terms.sort(Comparator.comparing((Map.Entry<List<Local>, Integer> term) ->
                term.getKey().isEmpty() ? "~" : term.getKey().toString()));
        Optional<Expr> result = Optional.empty();
        for (Map.Entry<List<Local>, Integer> term : terms) {
            int coefficient = term.getValue();
            if (result.isEmpty()) {
                result = Optional.of(product(term.getKey(), coefficient, leaf));
            } else {
                Operator operator = coefficient < 0 ? Operator.SUBTRACT : Operator.ADD;
                Expr product = product(term.getKey(), Math.abs(coefficient), leaf);
                result = Optional.of(Expr.of(operator, result.get(), product));
            }
        }
        return result.orElse(Expr.integer(0));
    }

    private Expr product(List<Local> locals, int coefficient, UnaryOperator<Expr> leaf) {
        List<Expr> factors = new ArrayList<>();
        if (coefficient != 1 || locals.isEmpty()) {
            factors.add(Expr.integer(coefficient));
        }
        for (Local local : locals) {
            factors.add(leaf.apply(ofAtoms.containsKey(local) ? ofAtoms.get(local) : Expr.read(local)));
        }
        return factors.stream()
                .reduce((a, b) -> Expr.of(Operator.MULTIPLY, a, b))
                .orElseThrow();
    }
}
