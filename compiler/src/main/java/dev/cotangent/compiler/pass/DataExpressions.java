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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the expressions of a procedure that depend on data alone, and reads what {@link BindCode} computes of them. */
final class DataExpressions extends Rewriter {

    /** How many operations are computed at once; bounds the cost of comparing them. */
    private static final int MAX_SIZE = 64;

    /**
     * An expression.
     *
     * @param rewritten what takes its place if it is not data
     * @param data of data: itself, with locals replaced by what they were assigned
     * @param isWorthwhile true if it calls or divides
     */
    private record Candidate(Expr rewritten, Optional<Expr> data, boolean isWorthwhile, int size) {}

    private record Key(Expr expression, List<Expr> bounds) {}

    private final DataSizes sizes;
    private final Set<Local> blockLocals;
    private final BindCode bind;
    private final Map<Local, Candidate> definitions = new HashMap<>();
    private final Map<Key, Object> known = new HashMap<>();
    private final List<Local> placeholders = new ArrayList<>();
    private final List<Stmt.For> loops = new ArrayList<>();
    private Span span;

    private final ExprFold<Candidate> fold = new ExprFold<>() {
        @Override
        Candidate combine(Expr expression, List<Candidate> operands) {
            return operands.isEmpty() ? leaf(expression) : node(expression, operands);
        }
    };

    /**
     * Creates the search.
     *
     * @param sizes of buffers of data
     * @param blockLocals locals whose one assignment holds wherever they are read
     */
    DataExpressions(DataSizes sizes, Set<Local> blockLocals, BindCode bind) {
        this.sizes = sizes;
        this.blockLocals = blockLocals;
        this.bind = bind;
    }

    @Override
    public void visit(Stmt statement) {
        span = statement.span();
        super.visit(statement);
    }

    @Override
    Expr expr(Expr expression) {
        return placed(fold.apply(expression));
    }

    @Override
    Expr message(Expr expression) {
        return expression;
    }

    private Candidate leaf(Expr expression) {
        if (expression instanceof Expr.Read read && definitions.containsKey(read.local())) {
            Candidate definition = definitions.get(read.local());
            return new Candidate(read, definition.data(), false, definition.size());
        }
        return new Candidate(expression, isDataLeaf(expression) ? Optional.of(expression) : Optional.empty(), false, 1);
    }

    private boolean isDataLeaf(Expr expression) {
        if (expression instanceof Expr.Read read) {
            Local local = read.local();
            return local.storage() == Storage.DATA || loops.stream().anyMatch(loop -> loop.index() == local);
        }
        return expression instanceof Expr.IntConstant || expression instanceof Expr.RealConstant;
    }

    private Candidate node(Expr expression, List<Candidate> operands) {
        if (!isData(expression, operands)) {
            List<Expr> rewritten = new ArrayList<>(operands.size());
            operands.forEach(operand -> rewritten.add(placed(operand)));
            return new Candidate(Operands.replace(expression, rewritten), Optional.empty(), false, 1);
        }
        List<Expr> rewritten = operands.stream().map(Candidate::rewritten).toList();
        List<Expr> data = operands.stream().map(o -> o.data().orElseThrow()).toList();
        boolean isWorthwhile = isWorthwhile(expression) || operands.stream().anyMatch(Candidate::isWorthwhile);
        return new Candidate(
                Operands.replace(expression, rewritten),
                Optional.of(Operands.replace(expression, data)),
                isWorthwhile,
                size(operands));
    }

    private boolean isData(Expr expression, List<Candidate> operands) {
        for (Candidate operand : operands) {
            if (operand.data().isEmpty()) {
                return false;
            }
        }
        return size(operands) <= MAX_SIZE && BindCode.isComputable(expression, sizes);
    }

    private static int size(List<Candidate> operands) {
        int size = 1;
        for (Candidate operand : operands) {
            size += operand.size();
        }
        return size;
    }

    private static boolean isWorthwhile(Expr expression) {
        return expression instanceof Expr.Call || isDivision(expression) && expression.type() == ScalarType.REAL;
    }

    private static boolean isDivision(Expr expression) {
        return expression instanceof Expr.Operation o
                && (o.operator() == Operator.DIVIDE || o.operator() == Operator.REMAINDER);
    }

    /** What reads the value: of data that are worth it, what bind has computed. */
    private Expr placed(Candidate candidate) {
        return candidate.data().isPresent() && candidate.isWorthwhile()
                ? ahead(candidate.data().get())
                : candidate.rewritten();
    }

    private Expr ahead(Expr data) {
        Set<Local> read = Effects.of(data).reads();
        List<Stmt.For> needed =
                loops.stream().filter(loop -> read.contains(loop.index())).toList();
        Key key = key(data, needed);
        if (needed.isEmpty()) {
            return Expr.read((Local) known.computeIfAbsent(key, k -> bind.scalar(data, sizes, span)));
        }
        Buffer buffer = (Buffer) known.computeIfAbsent(key, k -> bind.array(data, needed, sizes, span));
        return new Expr.Load(buffer, BindCode.position(needed));
    }

    /** The same for the same computation in another loop. */
    private Key key(Expr data, List<Stmt.For> needed) {
        Map<Local, Expr> indices = new HashMap<>();
        List<Expr> bounds = new ArrayList<>();
        for (Stmt.For loop : needed) {
            if (indices.size() == placeholders.size()) {
                placeholders.add(new Local("round", ScalarType.INT, Storage.WORK));
            }
            indices.put(loop.index(), Expr.read(placeholders.get(indices.size())));
            bounds.add(loop.from());
            bounds.add(loop.to());
        }
        return new Key(new Substitution(indices).expr(data), bounds);
    }

    @Override
    public void assign(Stmt.Assign s) {
        Candidate value = fold.apply(s.value());
        Expr rewritten = placed(value);
        emit(new Stmt.Assign(s.target(), rewritten, s.span()));
        if (blockLocals.contains(s.target()) && value.data().isPresent()) {
            boolean isAhead = rewritten != value.rewritten();
            definitions.put(s.target(), isAhead ? fold.apply(rewritten) : value);
        }
    }

    @Override
    public void forLoop(Stmt.For s) {
        Expr from = expr(s.from());
        Expr to = expr(s.to());
        Optional<Stmt.For> loop = ofData(s);
        loop.ifPresent(loops::add);
        List<Stmt> body = block(s.body());
        loop.ifPresent(added -> loops.remove(loops.size() - 1));
        emit(new Stmt.For(s.index(), from, to, s.direction(), body, s.span()));
    }

    /** The loop with bounds of data, if they are, and are the same in every round of the loops around it. */
    private Optional<Stmt.For> ofData(Stmt.For s) {
        Optional<Expr> from = bound(s.from());
        Optional<Expr> to = bound(s.to());
        return from.isPresent() && to.isPresent()
                ? Optional.of(new Stmt.For(s.index(), from.get(), to.get(), s.direction(), List.of(), s.span()))
                : Optional.empty();
    }

    private Optional<Expr> bound(Expr expression) {
        return fold.apply(expression).data().filter(data -> {
            Effects effects = Effects.of(data);
            return effects.loaded().isEmpty()
                    && loops.stream().noneMatch(loop -> effects.reads().contains(loop.index()));
        });
    }
}
