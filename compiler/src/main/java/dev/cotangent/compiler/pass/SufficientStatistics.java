package dev.cotangent.compiler.pass;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Operator;
import dev.cotangent.compiler.ir.ScalarType;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.compiler.ir.Storage;
import dev.cotangent.compiler.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes the code that adds to the sums of a loop without running it, and what it needs at bind. */
final class SufficientStatistics {

    /** Up to how many columns the products with a factor are written out. */
    private static final int MOST_WRITTEN_OUT = 8;

    /** How many rows a column must stand for: with fewer the factor would be no shorter than the data. */
    private static final int ROWS_PER_COLUMN = 2;

    private final SquaredLoop squared;
    private final PassContext context;
    private final TriangularFactor factors;
    private final Span span;
    private final Local usable;
    private final List<Stmt> code = new ArrayList<>();

    SufficientStatistics(SquaredLoop squared, PassContext context, DataSizes sizes) {
        this.squared = squared;
        this.context = context;
        this.factors = new TriangularFactor(context, sizes, squared.loop());
        this.span = squared.loop().span();
        this.usable = new Local(context.names().fresh("reduced"), ScalarType.INT, Storage.DATA);
    }

    /** A branch: the code, or what does the same row by row. */
    Stmt instead(List<Stmt> byRows) {
        context.addToBind(new Stmt.Assign(usable, hasEnoughRows(), span));
        squared.sums().forEach(this::add);
        Expr isUsable = Expr.of(Operator.NOT_EQUAL, Expr.read(usable), Expr.integer(0));
        return new Stmt.If(isUsable, code, byRows, span);
    }

    private Expr rows() {
        Stmt.For loop = squared.loop();
        Expr last = AffineForm.simplified(Operator.SUBTRACT, loop.to(), loop.from());
        return AffineForm.simplified(Operator.ADD, last, Expr.integer(1));
    }

    private Expr hasEnoughRows() {
        Expr rows = rows();
        Expr condition = Expr.of(Operator.GREATER, rows, Expr.integer(0));
        for (QuadraticForm form : squared.sums().values()) {
            for (QuadraticForm.Square square : form.squares()) {
                Expr least = AffineForm.simplified(
                        Operator.MULTIPLY, Expr.integer(ROWS_PER_COLUMN), TriangularFactor.columns(square.root()));
                condition = Expr.of(Operator.AND, condition, Expr.of(Operator.GREATER_OR_EQUAL, rows, least));
            }
        }
        return condition;
    }

    private void add(Local sum, QuadraticForm form) {
        Expr total = Expr.read(sum);
        for (QuadraticForm.Square square : form.squares()) {
            Expr norm = norm(square.root());
            total = Expr.of(Operator.ADD, total, AffineForm.product(square.coefficient(), norm));
        }
        for (Map.Entry<Expr, Expr> term : form.rest().terms().entrySet()) {
            boolean isConstant = term.getKey().equals(AffineForm.ONE);
            Expr column = isConstant ? Expr.of(Operator.TO_REAL, rows()) : Expr.read(factors.sum(term.getKey()));
            total = Expr.of(Operator.ADD, total, AffineForm.product(term.getValue(), column));
        }
        code.add(new Stmt.Assign(sum, total, span));
    }

    /** The sum over the rounds of a form's square. */
    private Expr norm(AffineForm root) {
        Buffer factor = factors.write(root, usable);
        boolean isShort = root.blocks().isEmpty() && root.terms().size() <= MOST_WRITTEN_OUT;
        return isShort ? writtenOut(factor, root) : inLoops(factor, root);
    }

    private Expr writtenOut(Buffer factor, AffineForm root) {
        List<Expr> coefficients = root.terms().values().stream().map(this::once).toList();
        int columns = coefficients.size();
        List<Expr> squares = new ArrayList<>();
        for (int row = 0; row < columns; row++) {
            List<Expr> products = new ArrayList<>();
            for (int column = row; column < columns; column++) {
                Expr element = new Expr.Load(factor, Expr.integer(row * columns + column));
                products.add(AffineForm.product(element, coefficients.get(column)));
            }
            Expr value = once(sum(products));
            squares.add(Expr.of(Operator.MULTIPLY, value, value));
        }
        return sum(squares);
    }

    private static Expr sum(List<Expr> terms) {
        return terms.stream().reduce((a, b) -> Expr.of(Operator.ADD, a, b)).orElseThrow();
    }

    private Expr inLoops(Buffer factor, AffineForm root) {
        Expr columns = TriangularFactor.columns(root);
        Buffer coefficients = coefficients(root, columns);
        Local norm = real("norm");
        Local value = real("value");
        Local row = integer("row");
        Local column = integer("column");
        Expr last = AffineForm.simplified(Operator.SUBTRACT, columns, Expr.integer(1));
        Expr position = Expr.of(Operator.ADD, Expr.of(Operator.MULTIPLY, Expr.read(row), columns), Expr.read(column));
        Expr term = Expr.of(
                Operator.MULTIPLY, new Expr.Load(factor, position), new Expr.Load(coefficients, Expr.read(column)));
        Stmt add = new Stmt.Assign(value, Expr.of(Operator.ADD, Expr.read(value), term), span);
        Expr square = Expr.of(Operator.MULTIPLY, Expr.read(value), Expr.read(value));
        code.add(new Stmt.Assign(norm, Expr.real(0), span));
        code.add(new Stmt.For(
                row,
                Expr.integer(0),
                last,
                Stmt.Direction.UP,
                List.of(
                        new Stmt.Assign(value, Expr.real(0), span),
                        new Stmt.For(column, Expr.read(row), last, Stmt.Direction.UP, List.of(add), span),
                        new Stmt.Assign(norm, Expr.of(Operator.ADD, Expr.read(norm), square), span)),
                span));
        return Expr.read(norm);
    }

    /** A buffer with the coefficients of terms and blocks, in the order of the factor's columns. */
    private Buffer coefficients(AffineForm root, Expr columns) {
        Buffer buffer = new Buffer(context.names().fresh("coefficients"), ScalarType.REAL, Storage.WORK);
        code.add(new Stmt.Allocate(buffer, columns, Stmt.Fill.NONE, span));
        Expr position = Expr.integer(0);
        for (Expr coefficient : root.terms().values()) {
            code.add(new Stmt.Store(buffer, position, coefficient, span));
            position = AffineForm.simplified(Operator.ADD, position, Expr.integer(1));
        }
        for (AffineForm.Block block : root.blocks()) {
            Local index = integer("column");
            Expr at = AffineForm.simplified(Operator.ADD, position, Expr.read(index));
            Expr element = new Expr.Load(
                    block.vector().buffer(),
                    AffineForm.simplified(Operator.ADD, block.vector().offset(), Expr.read(index)));
            Stmt store = new Stmt.Store(buffer, at, AffineForm.product(once(block.coefficient()), element), span);
            Expr last = AffineForm.simplified(Operator.SUBTRACT, block.size(), Expr.integer(1));
            code.add(new Stmt.For(index, Expr.integer(0), last, Stmt.Direction.UP, List.of(store), span));
            position = AffineForm.simplified(Operator.ADD, position, block.size());
        }
        return buffer;
    }

    private Expr once(Expr value) {
        if (value instanceof Expr.Read || value instanceof Expr.RealConstant) {
            return value;
        }
        Local local = real("coefficient");
        code.add(new Stmt.Assign(local, value, span));
        return Expr.read(local);
    }

    private Local integer(String name) {
        return new Local(context.names().fresh(name), ScalarType.INT, Storage.WORK);
    }

    private Local real(String name) {
        return new Local(context.names().fresh(name), ScalarType.REAL, Storage.WORK);
    }
}
