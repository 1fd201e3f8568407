package dev.cotangent.compiler.pass;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Operator;
import dev.cotangent.compiler.ir.Primitive;
import dev.cotangent.compiler.ir.ScalarType;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.compiler.ir.Storage;
import dev.cotangent.compiler.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Bind code that reduces the data columns C of an affine form, one row a round of a loop, to the upper triangular R of C = QR:
 * then {@code |C p|² = |R p|²} for every p. Row after row by Givens rotations, which is backward stable and never forms
 * C'C (Golub and Van Loan, Matrix Computations, 4th edition, 5.2.5).
 */
final class TriangularFactor {

    private static final Primitive HYPOT = new Primitive(
            "dev.cotangent.stdlib.scalar.Arithmetic",
            "hypot",
            List.of(Primitive.Kind.REAL, Primitive.Kind.REAL),
            Primitive.Kind.REAL,
            false,
            new Undifferentiated());

    private static final Expr LARGEST = Expr.real(Double.MAX_VALUE);

    private final PassContext context;
    private final DataSizes sizes;
    private final Stmt.For loop;
    private final Span span;

    /** Creates the writer of factors for the rounds of a loop. */
    TriangularFactor(PassContext context, DataSizes sizes, Stmt.For loop) {
        this.context = context;
        this.sizes = sizes;
        this.loop = loop;
        this.span = loop.span();
    }

    /** Number of columns of a form. */
    static Expr columns(AffineForm form) {
        Expr columns = Expr.integer(form.terms().size());
        for (AffineForm.Block block : form.blocks()) {
            columns = AffineForm.simplified(Operator.ADD, columns, block.size());
        }
        return columns;
    }

    /**
     * The factor of the form's columns, terms first, then blocks: by rows, all of every row.
     *
     * @param usable 1 to compute it; set to 0 if it is not finite
     */
    Buffer write(AffineForm form, Local usable) {
        Expr columns = columns(form);
        Buffer factor = new Buffer(context.names().fresh("factor"), ScalarType.REAL, Storage.DATA);
        Expr size = AffineForm.simplified(Operator.MULTIPLY, columns, columns);
        Buffer row = new Buffer(context.names().fresh("row"), ScalarType.REAL, Storage.WORK);
        Local round = integer(loop.index().name());
        List<Stmt> body = new ArrayList<>(fill(row, form, round));
        body.add(rotations(factor, row, columns, usable));
        Expr isUsable = Expr.of(Operator.NOT_EQUAL, Expr.read(usable), Expr.integer(0));
        List<Stmt> reduction = List.of(
                new Stmt.Allocate(factor, size, Stmt.Fill.ZERO, span),
                new Stmt.Allocate(row, columns, Stmt.Fill.NONE, span),
                new Stmt.For(round, loop.from(), loop.to(), Stmt.Direction.UP, body, span),
                finite(factor, size, usable));
        context.addToBind(new Stmt.If(isUsable, reduction, List.of(), span));
        return factor;
    }

    /** The sum of a column over the rounds, NaN where it can't be computed. */
    Local sum(Expr column) {
        Local sum = new Local(context.names().fresh("total"), ScalarType.REAL, Storage.DATA);
        Local round = integer(loop.index().name());
        Expr value = at(round, column);
        Local term = real("term");
        List<Stmt> body = new ArrayList<>();
        body.add(new Stmt.Assign(term, Expr.real(Double.NaN), span));
        body.addAll(BindCode.guarded(new Stmt.Assign(term, value, span), value, List.of(around(round)), sizes));
        body.add(new Stmt.Assign(sum, Expr.of(Operator.ADD, Expr.read(sum), Expr.read(term)), span));
        context.addToBind(new Stmt.Assign(sum, Expr.real(0), span));
        context.addToBind(new Stmt.For(round, loop.from(), loop.to(), Stmt.Direction.UP, body, span));
        return sum;
    }

    private List<Stmt> fill(Buffer row, AffineForm form, Local round) {
        List<Stmt> statements = new ArrayList<>();
        Expr position = Expr.integer(0);
        for (Expr column : form.terms().keySet()) {
            statements.addAll(element(row, position, at(round, column), List.of(around(round))));
            position = AffineForm.simplified(Operator.ADD, position, Expr.integer(1));
        }
        for (AffineForm.Block block : form.blocks()) {
            Local index = integer("column");
            Expr value = new Substitution(Map.of(block.index(), Expr.read(index))).expr(at(round, block.column()));
            Expr at = AffineForm.simplified(Operator.ADD, position, Expr.read(index));
            List<Stmt.For> loops = List.of(around(round), upTo(index, block.size(), List.of()));
            statements.add(upTo(index, block.size(), element(row, at, value, loops)));
            position = AffineForm.simplified(Operator.ADD, position, block.size());
        }
        return statements;
    }

    private Expr at(Local round, Expr column) {
        return new Substitution(Map.of(loop.index(), Expr.read(round))).expr(column);
    }

    private List<Stmt> element(Buffer row, Expr position, Expr value, List<Stmt.For> loops) {
        List<Stmt> statements = new ArrayList<>();
        Stmt store = new Stmt.Store(row, position, value, span);
        List<Stmt> guarded = BindCode.guarded(store, value, loops, sizes);
        if (guarded.get(0) != store) {
            statements.add(new Stmt.Store(row, position, Expr.real(Double.NaN), span));
        }
        statements.addAll(guarded);
        return statements;
    }

    private Stmt.For around(Local round) {
        return new Stmt.For(round, loop.from(), loop.to(), Stmt.Direction.UP, List.of(), span);
    }

    /** Rotates a row into the factor, column by column, until nothing of it is left. */
    private Stmt rotations(Buffer factor, Buffer row, Expr columns, Local usable) {
        Local k = integer("k");
        Local start = integer("start");
        Local leading = real("leading");
        Local diagonal = real("diagonal");
        Local length = real("length");
        Local cosine = real("cosine");
        Local sine = real("sine");
        Expr first = Expr.of(Operator.ADD, Expr.read(start), Expr.read(k));
        List<Stmt> rotation = List.of(
                new Stmt.Assign(start, Expr.of(Operator.MULTIPLY, Expr.read(k), columns), span),
                new Stmt.Assign(diagonal, new Expr.Load(factor, first), span),
                new Stmt.Assign(length, new Expr.Call(HYPOT, List.of(Expr.read(diagonal), Expr.read(leading))), span),
                narrowed(usable, Expr.read(length)),
                new Stmt.Assign(cosine, Expr.of(Operator.DIVIDE, Expr.read(diagonal), Expr.read(length)), span),
                new Stmt.Assign(sine, Expr.of(Operator.DIVIDE, Expr.read(leading), Expr.read(length)), span),
                rotation(factor, row, columns, k, start, cosine, sine));
        Expr isLeft = Expr.of(Operator.NOT_EQUAL, Expr.read(leading), Expr.real(0));
        return upTo(
                k,
                columns,
                List.of(
                        new Stmt.Assign(leading, new Expr.Load(row, Expr.read(k)), span),
                        new Stmt.If(isLeft, rotation, List.of(), span)));
    }

    private Stmt rotation(Buffer factor, Buffer row, Expr columns, Local k, Local start, Local cosine, Local sine) {
        Local l = integer("l");
        Local upper = real("upper");
        Local lower = real("lower");
        Expr position = Expr.of(Operator.ADD, Expr.read(start), Expr.read(l));
        List<Stmt> body = List.of(
                new Stmt.Assign(upper, new Expr.Load(factor, position), span),
                new Stmt.Assign(lower, new Expr.Load(row, Expr.read(l)), span),
                new Stmt.Store(factor, position, combination(cosine, upper, Operator.ADD, sine, lower), span),
                new Stmt.Store(row, Expr.read(l), combination(cosine, lower, Operator.SUBTRACT, sine, upper), span));
        Expr last = AffineForm.simplified(Operator.SUBTRACT, columns, Expr.integer(1));
        return new Stmt.For(l, Expr.read(k), last, Stmt.Direction.UP, body, span);
    }

    private static Expr combination(Local a, Local x, Operator operator, Local b, Local y) {
        return Expr.of(
                operator,
                Expr.of(Operator.MULTIPLY, Expr.read(a), Expr.read(x)),
                Expr.of(Operator.MULTIPLY, Expr.read(b), Expr.read(y)));
    }

    private Stmt finite(Buffer factor, Expr size, Local usable) {
        Local k = integer("k");
        Local element = real("element");
        Stmt load = new Stmt.Assign(element, new Expr.Load(factor, Expr.read(k)), span);
        return upTo(k, size, List.of(load, narrowed(usable, Expr.read(element))));
    }

    /** Sets the flag to 0 if a number is not finite. */
    private Stmt narrowed(Local usable, Expr number) {
        Expr isFinite = Expr.of(
                Operator.AND,
                Expr.of(Operator.LESS_OR_EQUAL, number, LARGEST),
                Expr.of(Operator.LESS_OR_EQUAL, Expr.of(Operator.NEGATE, number), LARGEST));
        return new Stmt.Assign(usable, Expr.of(Operator.AND, Expr.read(usable), isFinite), span);
    }

    private Stmt.For upTo(Local index, Expr size, List<Stmt> body) {
        Expr last = AffineForm.simplified(Operator.SUBTRACT, size, Expr.integer(1));
        return new Stmt.For(index, Expr.integer(0), last, Stmt.Direction.UP, body, span);
    }

    private Local integer(String name) {
        return new Local(context.names().fresh(name), ScalarType.INT, Storage.WORK);
    }

    private Local real(String name) {
        return new Local(context.names().fresh(name), ScalarType.REAL, Storage.WORK);
    }
}
