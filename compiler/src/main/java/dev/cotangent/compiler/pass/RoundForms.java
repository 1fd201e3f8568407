package dev.cotangent.compiler.pass;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Names;
import dev.cotangent.compiler.ir.Operator;
import dev.cotangent.compiler.ir.ScalarType;
import dev.cotangent.compiler.ir.Slice;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.compiler.ir.Storage;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes what a loop computes in a round in terms of data of the round and of what is the same in every round. */
final class RoundForms {

    /** Of how many operations a value may be made: bounds recursion, and what is computed ahead at once. */
    private static final int MAX_SIZE = 64;

    private final Stmt.For loop;
    private final Effects effects;
    private final DataSizes sizes;
    private final Names names;
    private final Map<Buffer, Stmt.Kernel> products;
    private final Map<Local, Expr> definitions = new HashMap<>();
    private final Map<Local, Expr> data = new HashMap<>();
    private final Map<Local, Optional<AffineForm>> affine = new HashMap<>();

    /**
     * Creates the search.
     *
     * @param blockLocals locals whose one assignment holds wherever they are read
     * @param products matrix times vector, of data times anything, by the buffer that holds the result
     */
    RoundForms(Stmt.For loop, Set<Local> blockLocals, Map<Buffer, Stmt.Kernel> products, DataSizes sizes, Names names) {
        this.loop = loop;
        this.effects = Effects.of(loop.body());
        this.products = products;
        this.sizes = sizes;
        this.names = names;
        for (Stmt statement : loop.body()) {
            if (statement instanceof Stmt.Assign s && blockLocals.contains(s.target())) {
                definitions.put(s.target(), s.value());
                data(s.value()).ifPresent(value -> data.put(s.target(), value));
            }
        }
    }

    /** A value as squares of affine forms and an affine form; empty if it isn't, or is long. */
    Optional<QuadraticForm> of(Expr value) {
        return size(value) <= MAX_SIZE ? quadratic(value) : Optional.empty();
    }

    private static int size(Expr expression) {
        int[] size = {0};
        Operands.forEach(expression, e -> size[0]++);
        return size[0];
    }

    private Optional<QuadraticForm> quadratic(Expr e) {
        Optional<QuadraticForm> simple = affine(e).map(QuadraticForm::of);
        if (simple.isPresent()) {
            return simple;
        } else if (e instanceof Expr.Read r && definitions.containsKey(r.local())) {
            return quadratic(definitions.get(r.local()));
        } else if (!(e instanceof Expr.Operation o)) {
            return Optional.empty();
        } else if (o.operator() == Operator.NEGATE) {
            return quadratic(o.operands().get(0)).map(QuadraticForm::negated);
        } else {
            return ofBinary(
                    o, o.operands().get(0), o.operands().get(o.operands().size() - 1));
        }
    }

    private Optional<QuadraticForm> ofBinary(Expr.Operation o, Expr a, Expr b) {
        return switch (o.operator()) {
            case ADD -> quadratic(a).flatMap(x -> quadratic(b).map(x::plus));
            case SUBTRACT -> quadratic(a).flatMap(x -> quadratic(b).map(y -> x.plus(y.negated())));
            case MULTIPLY -> ofProduct(a, b);
            default -> Optional.empty();
        };
    }

    private Optional<QuadraticForm> ofProduct(Expr a, Expr b) {
        if (a.equals(b)) {
            return affine(a).map(QuadraticForm::squareOf);
        } else if (isInvariant(a)) {
            return quadratic(b).map(form -> form.scaled(a));
        }
        return isInvariant(b) ? quadratic(a).map(form -> form.scaled(b)) : Optional.empty();
    }

    private Optional<AffineForm> affine(Expr e) {
        if (e.type() != ScalarType.REAL) {
            return Optional.empty();
        } else if (isInvariant(e)) {
            return Optional.of(AffineForm.invariant(e));
        }
        Optional<Expr> data = data(e);
        if (data.isPresent()) {
            return data.map(AffineForm::column);
        } else if (e instanceof Expr.Read r && definitions.containsKey(r.local())) {
            return ofDefinition(r.local());
        } else if (e instanceof Expr.Load load && products.containsKey(load.buffer())) {
            return data(load.index()).map(row -> block(products.get(load.buffer()), row));
        }
        return e instanceof Expr.Operation o ? ofOperation(o) : Optional.empty();
    }

    private Optional<AffineForm> ofDefinition(Local local) {
        if (!affine.containsKey(local)) {
            Expr value = definitions.get(local);
            affine.put(local, size(value) <= MAX_SIZE ? affine(value) : Optional.empty());
        }
        return affine.get(local);
    }

    private AffineForm block(Stmt.Kernel product, Expr row) {
        Slice matrix = (Slice) product.arguments().get(0);
        Local index = new Local(names.fresh("column"), ScalarType.INT, Storage.WORK);
        Expr position = AffineForm.simplified(
                Operator.ADD,
                AffineForm.simplified(Operator.ADD, matrix.offset(), row),
                Expr.of(Operator.MULTIPLY, Expr.read(index), matrix.sizes().get(0)));
        return AffineForm.of(new AffineForm.Block(
                AffineForm.ONE, (Slice) product.arguments().get(1), index, new Expr.Load(matrix.buffer(), position)));
    }

    private Optional<AffineForm> ofOperation(Expr.Operation o) {
        Expr a = o.operands().get(0);
        Expr b = o.operands().get(o.operands().size() - 1);
        return switch (o.operator()) {
            case ADD -> affine(a).flatMap(x -> affine(b).map(x::plus));
            case SUBTRACT -> affine(a).flatMap(x -> affine(b).map(y -> x.plus(y.negated())));
            case NEGATE -> affine(a).map(AffineForm::negated);
            case MULTIPLY -> times(a, b).or(() -> times(b, a));
            case DIVIDE -> over(a, b);
            default -> Optional.empty();
        };
    }

    private Optional<AffineForm> times(Expr form, Expr factor) {
        if (isInvariant(factor)) {
            return affine(form).map(x -> x.scaled(factor));
        }
        return data(factor).flatMap(weight -> affine(form).map(x -> x.weighted(weight)));
    }

    private Optional<AffineForm> over(Expr form, Expr divisor) {
        if (isInvariant(divisor)) {
            return affine(form).map(x -> x.over(divisor));
        }
        return data(divisor)
                .map(weight -> AffineForm.simplified(Operator.DIVIDE, AffineForm.ONE, weight))
                .flatMap(weight -> affine(form).map(x -> x.weighted(weight)));
    }

    private boolean isInvariant(Expr expression) {
        Effects read = Effects.of(expression);
        return !read.reads().contains(loop.index())
                && read.reads().stream().noneMatch(local -> effects.assignments(local) > 0)
                && read.loaded().stream().noneMatch(effects::writes);
    }

    /** The value in terms of data and of the loop's index; empty if it depends on anything else. */
    private Optional<Expr> data(Expr expression) {
        Expr resolved = new Substitution(data).expr(expression);
        boolean[] isData = {true};
        Operands.forEach(resolved, e -> {
            isData[0] &= e instanceof Expr.Read r
                    ? r.local().storage() == Storage.DATA || r.local() == loop.index()
                    : BindCode.isComputable(e, sizes);
        });
        return isData[0] && size(resolved) <= MAX_SIZE ? Optional.of(resolved) : Optional.empty();
    }
}
