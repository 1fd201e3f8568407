package dev.cotangent.compiler.pass;

import dev.cotangent.compiler.ir.Argument;
import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.Slice;
import dev.cotangent.compiler.ir.Stmt;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What statements touch, whatever way they take through them. A called procedure has locals of its own but may touch any
 * buffer.
 */
final class Effects implements StmtActions {

    private final Map<Local, Integer> reads = new HashMap<>();
    private final Map<Local, Integer> assignments = new HashMap<>();
    private final Set<Buffer> loaded = new HashSet<>();
    private final Set<Buffer> written = new HashSet<>();
    private final Set<Procedure> invoked = new LinkedHashSet<>();
    private boolean fails;
    private boolean stops;
    private boolean acts;

    private final boolean takesReads;

    private Effects(boolean takesReads) {
        this.takesReads = takesReads;
    }

    static Effects of(List<Stmt> statements) {
        Effects effects = new Effects(true);
        effects.visit(statements);
        return effects;
    }

    static Effects of(Stmt statement) {
        return of(List.of(statement));
    }

    /** What statements assign, write and invoke, without what they read: much cheaper. */
    static Effects withoutReads(List<Stmt> statements) {
        Effects effects = new Effects(false);
        effects.visit(statements);
        return effects;
    }

    static Effects withoutReads(Stmt statement) {
        return withoutReads(List.of(statement));
    }

    static Effects of(Expr... evaluated) {
        Effects effects = new Effects(true);
        effects.readAll(List.of(evaluated));
        return effects;
    }

    /** Locals that are read. */
    Set<Local> reads() {
        return reads.keySet();
    }

    /** Number of places that read a local. */
    int reads(Local local) {
        return reads.getOrDefault(local, 0);
    }

    /** Locals that are assigned, loop indices among them. */
    Set<Local> assigned() {
        return assignments.keySet();
    }

    /** Number of places that assign a local. */
    int assignments(Local local) {
        return assignments.getOrDefault(local, 0);
    }

    /** Buffers that are named as read. */
    Set<Buffer> loaded() {
        return loaded;
    }

    /** Buffers that are named as written or allocated. */
    Set<Buffer> written() {
        return written;
    }

    boolean loads(Buffer buffer) {
        return invokes() || loaded.contains(buffer);
    }

    boolean writes(Buffer buffer) {
        return invokes() || written.contains(buffer);
    }

    boolean invokes() {
        return !invoked.isEmpty();
    }

    /** Procedures that are called directly. */
    Set<Procedure> invoked() {
        return invoked;
    }

    /** True if something may end the procedure early. */
    boolean mayFail() {
        return fails;
    }

    /** True if something may end the procedure with an error, not just refuse the point. */
    boolean mayStop() {
        return stops;
    }

    /** True if something acts beyond locals and buffers: prints, draws, uses a tape, reads data or calls. */
    boolean acts() {
        return acts;
    }

    /** True if running these before {@code later} instead of after it changes the value of nothing. */
    boolean commutesWith(Effects later) {
        return commutesWith(later, Set.of());
    }

    /** True if running these before {@code later} instead of after it changes at most the {@code sums}, by rounding. */
    boolean commutesWith(Effects later, Set<Local> sums) {
        return isApart(reads.keySet(), later.assignments.keySet(), sums)
                && isApart(assignments.keySet(), later.reads.keySet(), sums)
                && isApart(assignments.keySet(), later.assignments.keySet(), sums)
                && written.stream().noneMatch(b -> later.loads(b) || later.writes(b))
                && later.written.stream().noneMatch(b -> loads(b) || writes(b))
                && !invokes()
                && !later.invokes();
    }

    private static boolean isApart(Set<Local> a, Set<Local> b, Set<Local> ignored) {
        Set<Local> smaller = a.size() < b.size() ? a : b;
        Set<Local> larger = smaller == a ? b : a;
        return smaller.stream().noneMatch(local -> larger.contains(local) && !ignored.contains(local));
    }

    private void read(Expr expression) {
        if (!takesReads) {
            return;
        }
        Operands.forEach(expression, e -> {
            if (e instanceof Expr.Read r) {
                reads.merge(r.local(), 1, Integer::sum);
            } else if (e instanceof Expr.Load l) {
                loaded.add(l.buffer());
            }
        });
    }

    private void readAll(List<Expr> expressions) {
        expressions.forEach(this::read);
    }

    private void write(Local local) {
        assignments.merge(local, 1, Integer::sum);
    }

    private void place(Slice slice) {
        read(slice.offset());
        readAll(slice.sizes());
    }

    private void message(List<Stmt.Part> message) {
        for (Stmt.Part part : message) {
            if (part instanceof Stmt.Part.Value value) {
                read(value.value());
            } else if (part instanceof Stmt.Part.Elements elements) {
                place(elements.slice());
                loaded.add(elements.slice().buffer());
            }
        }
    }

    @Override
    public void assign(Stmt.Assign s) {
        read(s.value());
        write(s.target());
    }

    @Override
    public void store(Stmt.Store s) {
        read(s.index());
        read(s.value());
        written.add(s.buffer());
    }

    @Override
    public void increment(Stmt.Increment s) {
        read(s.index());
        read(s.value());
        loaded.add(s.buffer());
        written.add(s.buffer());
    }

    @Override
    public void allocate(Stmt.Allocate s) {
        read(s.size());
        written.add(s.buffer());
    }

    @Override
    public void forLoop(Stmt.For s) {
        read(s.from());
        read(s.to());
        write(s.index());
        visit(s.body());
    }

    @Override
    public void whileLoop(Stmt.While s) {
        visit(s.test());
        read(s.condition());
        visit(s.body());
    }

    @Override
    public void branch(Stmt.If s) {
        read(s.condition());
        visit(s.whenTrue());
        visit(s.whenFalse());
    }

    @Override
    public void kernel(Stmt.Kernel s) {
        for (Argument argument : s.arguments()) {
            if (argument instanceof Argument.Scalar scalar) {
                read(scalar.value());
            } else if (argument instanceof Slice slice) {
                place(slice);
                loaded.add(slice.buffer());
            }
        }
        place(s.result());
        written.add(s.result().buffer());
        fails = true;
        stops = true;
    }

    @Override
    public void draw(Stmt.Draw s) {
        readAll(s.arguments());
        write(s.target());
        acts = true;
        fails = true;
        stops = true;
    }

    @Override
    public void check(Stmt.Check s) {
        read(s.condition());
        message(s.message());
        fails = true;
        stops |= !s.kind().refusesPoint();
    }

    @Override
    public void print(Stmt.Print s) {
        message(s.message());
        acts = true;
    }

    @Override
    public void readScalar(Stmt.ReadScalar s) {
        write(s.target());
        acts = true;
        fails = true;
        stops = true;
    }

    @Override
    public void readContainer(Stmt.ReadContainer s) {
        readAll(s.sizes());
        written.add(s.target());
        acts = true;
        fails = true;
        stops = true;
    }

    @Override
    public void push(Stmt.Push s) {
        read(s.value());
        acts = true;
    }

    @Override
    public void pop(Stmt.Pop s) {
        write(s.target());
        acts = true;
    }

    @Override
    public void invoke(Stmt.Invoke s) {
        readAll(s.arguments());
        s.results().forEach(this::write);
        invoked.add(s.procedure());
        acts = true;
        fails = true;
        stops = true;
    }
}
