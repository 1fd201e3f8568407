package dev.cotangent.compiler.structure;

import dev.cotangent.compiler.ir.Argument;
import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.CallGraph;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Footprint;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Names;
import dev.cotangent.compiler.ir.Operator;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.ScalarType;
import dev.cotangent.compiler.ir.Slice;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.compiler.ir.Storage;
import dev.cotangent.compiler.pass.Operands;
import dev.cotangent.compiler.pass.Polynomial;
import dev.cotangent.compiler.source.Span;
import dev.cotangent.runtime.model.ModelFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Proves that a log density is a sum over rows, statement by statement, and writes the sum over some of the rows.
 *
 * <p>Loops of as many rounds as there are rows are the plates. Outside of them, sums that they make may be added, negated and
 * scaled, and what has elements for every row may be used by kernels only that work row by row. Within them, a round may use
 * what does not depend on rows, its own elements of what has elements for every row, and what it has written itself; it may
 * add to sums.
 *
 * <p>The code for chosen rows is the same code: the size becomes their number, and data come from windows that hold the
 * chosen rows and nothing else. So every index keeps its form. The size as a number stays what it is, and a row's number as a
 * number comes from a window of numbers.
 */
final class PlateRewriter {

    /** Kernels whose result has the rows of their first argument, each made from that row alone. */
    private static final Set<String> ROW_BY_ROW = Set.of(
            "multiply",
            "multiply_transpose",
            "mdivide_right_tri_low",
            "mdivide_right_tri_low_transpose",
            "without_derivative");

    private final Local rows;
    private final Indexing indexing;
    private final RowLayouts layouts;
    private final Names names;
    private final Sums sums;
    private final Buffer position;
    private final Set<Buffer> made;
    private final Map<Buffer, Buffer> copies = new LinkedHashMap<>();
    private final Local count;
    private final Buffer numbers;
    private final Map<Buffer, Buffer> windows = new LinkedHashMap<>();
    private final Set<Span> wholeRows = new LinkedHashSet<>();
    private final Set<Span> rowNumbers = new LinkedHashSet<>();

    private Optional<Stmt.For> plate = Optional.empty();
    private Span span;
    private boolean isChecking;
    private List<Stmt> emitted = new ArrayList<>();

    /**
     * Prepares for a density.
     *
     * @param made data that the statements make themselves, for the chosen rows
     */
    PlateRewriter(
            Local rows,
            Indexing indexing,
            RowLayouts layouts,
            Sums sums,
            Procedure density,
            Set<Buffer> made,
            Names names) {
        this.made = made;
        this.rows = rows;
        this.indexing = indexing;
        this.layouts = layouts;
        this.names = names;
        this.sums = sums;
        this.position = density.buffers().get(0);
        this.span = density.body().get(0).span();
        this.count = new Local(names.fresh("chosen_rows"), ScalarType.INT, Storage.DATA);
        this.numbers = new Buffer(names.fresh("row_numbers"), ScalarType.INT, Storage.DATA);
    }

    /** The number of chosen rows. */
    Local count() {
        return count;
    }

    /** The numbers of the chosen rows, from 0. */
    Buffer numbers() {
        return numbers;
    }

    /** Data that have elements for every row, and where those of the chosen rows are. */
    Map<Buffer, Buffer> windows() {
        return windows;
    }

    /** Statements that use the number of rows as a number. */
    Set<Span> wholeRows() {
        return wholeRows;
    }

    /** Statements that use the number of a row as a number. */
    Set<Span> rowNumbers() {
        return rowNumbers;
    }

    /**
     * The statements that sum over the chosen rows.
     *
     * @throws Coupled if the log density is no sum over rows
     */
    List<Stmt> sumOf(List<Stmt> statements) {
        List<Stmt> outer = emitted;
        emitted = new ArrayList<>();
        for (Stmt statement : statements) {
            span = statement.span();
            statement(statement);
        }
        List<Stmt> result = emitted;
        emitted = outer;
        return result;
    }

    private void statement(Stmt statement) {
        if (statement instanceof Stmt.Assign s) {
            assign(s);
        } else if (statement instanceof Stmt.Store s) {
            emitted.add(
                    new Stmt.Store(window(s.buffer()), place(s.buffer(), s.index(), true), expr(s.value()), s.span()));
        } else if (statement instanceof Stmt.Increment s) {
            emitted.add(new Stmt.Increment(
                    window(s.buffer()), place(s.buffer(), s.index(), true), expr(s.value()), s.span()));
        } else if (statement instanceof Stmt.Allocate s) {
            allocate(s);
        } else if (statement instanceof Stmt.For s) {
            forLoop(s);
        } else if (statement instanceof Stmt.While s) {
            List<Stmt> test = sumOf(s.test());
            span = s.span();
            Expr condition = expr(s.condition());
            emitted.add(new Stmt.While(test, condition, sumOf(s.body()), s.span()));
        } else if (statement instanceof Stmt.If s) {
            Expr condition = expr(s.condition());
            emitted.add(new Stmt.If(condition, sumOf(s.whenTrue()), sumOf(s.whenFalse()), s.span()));
        } else if (statement instanceof Stmt.Kernel s) {
            kernel(s);
        } else if (statement instanceof Stmt.Check s) {
            check(s);
        } else if (statement instanceof Stmt.Invoke s) {
            invoke(s);
        } else if (!(statement instanceof Stmt.Print)) {
            throw new Coupled(span, "a log density that draws or reads is no sum over rows");
        }
    }

    private void assign(Stmt.Assign s) {
        if (!sums.contains(s.target())) {
            emitted.add(new Stmt.Assign(s.target(), expr(s.value()), s.span()));
        } else if (plate.isPresent() && !RoundFlow.isAddition(s)) {
            throw new Coupled(span, "`" + s.target() + "` is a sum over rows here and a value of a row there");
        } else if (plate.isPresent()) {
            Expr.Operation addition = (Expr.Operation) s.value();
            Expr term = expr(addition.operands().get(1));
            emitted.add(new Stmt.Assign(
                    s.target(), Expr.of(addition.operator(), addition.operands().get(0), term), s.span()));
        } else {
            Expr value = sumPart(s.value()).orElse(Expr.real(0));
            if (!(value instanceof Expr.Read r && r.local() == s.target())) {
                emitted.add(new Stmt.Assign(s.target(), value, s.span()));
            }
        }
    }

    /** What sums over rows contribute to a value that is linear in them; empty if nothing. */
    private Optional<Expr> sumPart(Expr expression) {
        if (!sums.isIn(expression)) {
            expr(expression);
            return Optional.empty();
        } else if (expression instanceof Expr.Read) {
            return Optional.of(expression);
        } else if (expression instanceof Expr.Operation o) {
            List<Expr> operands = o.operands();
            Operator operator = o.operator();
            if (operator == Operator.NEGATE) {
                return sumPart(operands.get(0)).map(part -> Expr.of(operator, part));
            } else if (operator == Operator.ADD || operator == Operator.SUBTRACT) {
                return added(operator, sumPart(operands.get(0)), sumPart(operands.get(1)));
            } else if (operator == Operator.MULTIPLY && !sums.isIn(operands.get(0))) {
                return sumPart(operands.get(1)).map(part -> Expr.of(operator, expr(operands.get(0)), part));
            } else if ((operator == Operator.MULTIPLY || operator == Operator.DIVIDE) && !sums.isIn(operands.get(1))) {
                return sumPart(operands.get(0)).map(part -> Expr.of(operator, part, expr(operands.get(1))));
            }
        }
        throw new Coupled(span, "this uses a sum over rows for more than to add or scale it");
    }

    private static Optional<Expr> added(Operator operator, Optional<Expr> left, Optional<Expr> right) {
        if (right.isEmpty()) {
            return left;
        } else if (left.isEmpty()) {
            return operator == Operator.ADD ? right : right.map(part -> Expr.of(Operator.NEGATE, part));
        }
        return Optional.of(Expr.of(operator, left.get(), right.get()));
    }

    private void allocate(Stmt.Allocate s) {
        Expr size;
        if (!layouts.isOfRows(s.buffer())) {
            size = expr(s.size());
        } else if (plate.isPresent()) {
            throw new Coupled(span, "every row has a container of " + rows + " elements");
        } else if (layouts.width(s.buffer()).isPresent()) {
            size = indexing.expr(indexing.of(s.size()).with(rows, Polynomial.of(count)), this::leaf);
        } else {
            size = s.size();
        }
        emitted.add(new Stmt.Allocate(window(s.buffer()), size, s.fill(), s.span()));
    }

    private void forLoop(Stmt.For s) {
        boolean isPlate = plate.isEmpty() && sums.isPlate(s);
        Expr from = expr(s.from());
        Expr to = isPlate
                ? indexing.expr(indexing.of(s.to()).with(rows, Polynomial.of(count)), this::leaf)
                : expr(s.to());
        if (isPlate) {
            plate = Optional.of(s);
        }
        indexing.open(s);
        List<Stmt> body = sumOf(s.body());
        indexing.close(s);
        if (isPlate) {
            plate = Optional.empty();
        }
        emitted.add(new Stmt.For(s.index(), from, to, s.direction(), body, s.span()));
    }

    private void kernel(Stmt.Kernel s) {
        boolean isOfRows = layouts.isOfRows(s.result().buffer())
                || Blocks.slices(s).stream().anyMatch(slice -> layouts.isOfRows(slice.buffer()));
        if (plate.isEmpty() && isOfRows) {
            rowByRow(s);
            return;
        }
        List<Argument> arguments = new ArrayList<>();
        for (Argument argument : s.arguments()) {
            arguments.add(
                    argument instanceof Slice slice
                            ? slice(slice, false)
                            : new Argument.Scalar(expr(((Argument.Scalar) argument).value())));
        }
        emitted.add(new Stmt.Kernel(s.primitive(), arguments, slice(s.result(), true), s.span()));
    }

    private Slice slice(Slice slice, boolean isWritten) {
        if (layouts.isOfRows(slice.buffer())) {
            Polynomial size = layouts.product(slice.sizes());
            Polynomial one = Polynomial.constant(1);
            Expr offset = place(slice.buffer(), slice.offset(), isWritten);
            boolean isWithin = size.equals(one)
                    || !layouts.hasRows(size) && !layouts.stride(slice.buffer()).equals(Optional.of(one));
            if (!isWithin) {
                throw new Coupled(span, "a row uses `" + slice.buffer() + "` of other rows");
            }
            return new Slice(window(slice.buffer()), offset, exprs(slice.sizes()));
        }
        place(slice.buffer(), slice.offset(), isWritten);
        return new Slice(slice.buffer(), expr(slice.offset()), exprs(slice.sizes()));
    }

    /** A kernel over all rows, where the result's rows each depend on the same row of the first argument. */
    private void rowByRow(Stmt.Kernel s) {
        String name = s.primitive().name();
        if (!ROW_BY_ROW.contains(name) || !(s.arguments().get(0) instanceof Slice first)) {
            throw new Coupled(span, "`" + name + "` takes all rows at once");
        }
        List<Argument> arguments = new ArrayList<>();
        arguments.add(matrixOfRows(first, name));
        for (Argument argument : s.arguments().subList(1, s.arguments().size())) {
            Slice other = (Slice) argument;
            if (layouts.isOfRows(other.buffer())) {
                throw new Coupled(span, "`" + name + "` takes all rows at once");
            }
            arguments.add(slice(other, false));
        }
        emitted.add(new Stmt.Kernel(s.primitive(), arguments, matrixOfRows(s.result(), name), s.span()));
    }

    private Slice matrixOfRows(Slice slice, String kernel) {
        Polynomial all = Polynomial.of(rows);
        boolean hasRows = layouts.width(slice.buffer()).isPresent()
                && indexing.of(slice.sizes().get(0)).equals(all)
                && slice.sizes().stream().skip(1).noneMatch(size -> layouts.hasRows(indexing.of(size)))
                && startsAtColumn(indexing.of(slice.offset()));
        if (!hasRows) {
            throw new Coupled(span, "`" + kernel + "` takes all rows at once");
        }
        layouts.setStride(slice.buffer(), Polynomial.constant(1), span);
        Polynomial some = Polynomial.of(count);
        Expr offset = indexing.expr(indexing.of(slice.offset()).with(rows, some), this::leaf);
        List<Expr> sizes = slice.sizes().stream()
                .map(size -> indexing.expr(indexing.of(size).with(rows, some), this::leaf))
                .toList();
        return new Slice(window(slice.buffer()), offset, sizes);
    }

    /** True of multiples of the number of rows. */
    private boolean startsAtColumn(Polynomial offset) {
        return offset.coefficient(rows)
                .filter(columns -> !layouts.hasRows(columns)
                        && columns.times(Polynomial.of(rows)).equals(offset))
                .isPresent();
    }

    private void check(Stmt.Check s) {
        isChecking = true;
        if (plate.isEmpty() && (s.kind().refusesPoint() || s.kind() == ModelFailure.Kind.CONSTRAINT)) {
            expr(s.condition());
        } else if (plate.isEmpty() || !isAlwaysTrue(s.condition(), plate.get())) {
            List<Stmt.Part> message = s.message().stream().map(this::part).toList();
            emitted.add(new Stmt.Check(expr(s.condition()), s.kind(), message, s.span()));
        }
        isChecking = false;
    }

    private Stmt.Part part(Stmt.Part part) {
        if (part instanceof Stmt.Part.Value value) {
            return new Stmt.Part.Value(expr(value.value()));
        } else if (part instanceof Stmt.Part.Elements elements) {
            return layouts.isOfRows(elements.slice().buffer())
                    ? new Stmt.Part.Text("(values of all rows)")
                    : new Stmt.Part.Elements(slice(elements.slice(), false), elements.matrix());
        }
        return part;
    }

    /** True of comparisons that hold in every round of a loop over rows. */
    private boolean isAlwaysTrue(Expr condition, Stmt.For loop) {
        if (!(condition instanceof Expr.Operation o) || o.operands().size() != 2) {
            return false;
        }
        Expr left = o.operands().get(0);
        Expr right = o.operands().get(1);
        return switch (o.operator()) {
            case AND -> isAlwaysTrue(left, loop) && isAlwaysTrue(right, loop);
            case GREATER_OR_EQUAL -> isNonNegative(left, right, loop);
            case LESS_OR_EQUAL -> isNonNegative(right, left, loop);
            default -> false;
        };
    }

    private boolean isNonNegative(Expr larger, Expr smaller, Stmt.For loop) {
        if (larger.type() != ScalarType.INT) {
            return false;
        }
        Polynomial difference = indexing.of(larger).minus(indexing.of(smaller));
        Local row = indexing.round(loop);
        Polynomial last = Polynomial.of(rows).minus(Polynomial.constant(1));
        return isNonNegative(difference.with(row, Polynomial.constant(0)))
                && isNonNegative(difference.with(row, last))
                && difference.coefficient(row).flatMap(Polynomial::number).isPresent();
    }

    private boolean isNonNegative(Polynomial p) {
        return p.number().filter(n -> n >= 0).isPresent();
    }

    private void invoke(Stmt.Invoke s) {
        CallGraph graph = new CallGraph(List.of(s.procedure()));
        for (Procedure procedure : graph.procedures()) {
            Footprint footprint = graph.footprint(procedure);
            boolean isShared = footprint.buffers().stream()
                    .anyMatch(buffer -> layouts.isOfRows(buffer)
                            || sums.isOfOneRow(buffer)
                            || plate.isPresent() && !footprint.loads().contains(buffer));
            if (isShared) {
                throw new Coupled(span, "a function that calls itself is given containers of rows");
            }
        }
        emitted.add(new Stmt.Invoke(s.procedure(), exprs(s.arguments()), s.results(), s.span()));
    }

    private List<Expr> exprs(List<Expr> expressions) {
        return expressions.stream().map(this::expr).toList();
    }

    /** An expression, as it is for the chosen rows. */
    private Expr expr(Expr expression) {
        if (expression instanceof Expr.Read r) {
            return read(r);
        } else if (expression instanceof Expr.Load l) {
            return new Expr.Load(window(l.buffer()), place(l.buffer(), l.index(), false));
        }
        List<Expr> operands = Operands.of(expression);
        return operands.isEmpty()
                ? expression
                : Operands.replace(expression, operands.stream().map(this::expr).toList());
    }

    private Expr read(Expr.Read read) {
        Local local = read.local();
        if (sums.contains(local)) {
            throw new Coupled(span, "this uses a sum over rows for more than to add or scale it");
        } else if (plate.isEmpty() && sums.isOfOneRow(local)) {
            throw new Coupled(span, "`" + local + "` is what the last row left in it");
        } else if (plate.isPresent() && local == plate.get().index()) {
            note(rowNumbers);
            Expr slot = Expr.of(Operator.SUBTRACT, read, plate.get().from());
            return Expr.of(
                    Operator.ADD, new Expr.Load(numbers, slot), plate.get().from());
        } else if (local == rows || indexing.of(read).locals().contains(rows)) {
            note(wholeRows);
        }
        return read;
    }

    /** Takes down that the statement uses a number; checks of sizes may use any. */
    private void note(Set<Span> uses) {
        if (!isChecking) {
            uses.add(span);
        }
    }

    private Buffer window(Buffer buffer) {
        if (buffer.storage() != Storage.DATA || !layouts.isOfRows(buffer)) {
            return buffer;
        }
        if (made.contains(buffer)) {
            return copies.computeIfAbsent(
                    buffer, b -> new Buffer(names.fresh(b.name() + "_made"), b.element(), Storage.WORK));
        }
        return windows.computeIfAbsent(
                buffer, b -> new Buffer(names.fresh(b.name() + "_rows"), b.element(), Storage.DATA));
    }

    /** An index into a buffer, as it is for the chosen rows. */
    private Expr place(Buffer buffer, Expr index, boolean isWritten) {
        if (layouts.isOfRows(buffer)) {
            if (plate.isEmpty()) {
                String what = isWritten ? "written" : "used";
                throw new Coupled(span, "`" + buffer + "` is " + what + " outside of a loop over all its rows");
            }
            Polynomial polynomial = indexing.of(index);
            layouts.requireRow(buffer, polynomial, plate.get(), span);
            return indexing.expr(polynomial.with(rows, Polynomial.of(count)), this::leaf);
        } else if (plate.isEmpty() && sums.isOfOneRow(buffer) && !isWritten) {
            throw new Coupled(span, "`" + buffer + "` is what the last row left in it");
        } else if (plate.isPresent()
                && buffer == position
                && indexing.of(index).locals().contains(indexing.round(plate.get()))) {
            throw new Coupled(span, "every row has a parameter of its own");
        }
        return expr(index);
    }

    /** What an index is made of: here the plate's own index stays a place. */
    private Expr leaf(Expr leaf) {
        boolean isIndex = leaf instanceof Expr.Read r
                && plate.isPresent()
                && r.local() == plate.get().index();
        boolean isCount = leaf instanceof Expr.Read r && r.local() == count;
        return isIndex || isCount ? leaf : expr(leaf);
    }
}
