package dev.cotangent.compiler.pass;

import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Operator;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.ScalarType;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.compiler.ir.Storage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes checks of data within loops once, when data are bound: the outcome is kept, and only if one failed does the
 * procedure run a loop of those checks, before the loop that they were in, to fail as it would have: though before what
 * else may fail in that loop. Loops that print or draw keep their checks.
 */
public final class CheckHoisting implements Pass {

    /** How large, in operations, a local's value may be to be taken into a check. */
    private static final int MAX_SIZE = 64;

    @Override
    public String name() {
        return "check-hoisting";
    }

    @Override
    public Procedure run(Procedure procedure, PassContext context) {
        return context.bind()
                .map(bind -> DataSizes.of(Pipeline.extended(bind, context.additions())))
                .map(sizes -> hoisted(procedure, context, sizes))
                .orElse(procedure);
    }

    private static Procedure hoisted(Procedure procedure, PassContext context, DataSizes sizes) {
        return procedure.withBody(hoisted(procedure.body(), BlockLocals.of(procedure), context, sizes));
    }

    private static List<Stmt> hoisted(List<Stmt> block, Set<Local> blockLocals, PassContext context, DataSizes sizes) {
        List<Stmt> body = new ArrayList<>();
        for (Stmt statement : block) {
            if (statement instanceof Stmt.For loop && !Effects.of(loop).acts()) {
                body.addAll(new Hoisting(context, sizes, blockLocals).apply(loop));
            } else if (statement instanceof Stmt.If s) {
                List<Stmt> whenTrue = hoisted(s.whenTrue(), blockLocals, context, sizes);
                body.add(new Stmt.If(
                        s.condition(), whenTrue, hoisted(s.whenFalse(), blockLocals, context, sizes), s.span()));
            } else {
                body.add(statement);
            }
        }
        return body;
    }

    /** The hoisting out of one outermost loop. */
    private static final class Hoisting {
        private final PassContext context;
        private final DataSizes sizes;
        private final Set<Local> blockLocals;
        /** What locals of the loop's bodies are, in terms of data and indices. */
        private final Map<Local, Expr> data = new HashMap<>();

        private boolean found;

        Hoisting(PassContext context, DataSizes sizes, Set<Local> blockLocals) {
            this.context = context;
            this.sizes = sizes;
            this.blockLocals = blockLocals;
        }

        List<Stmt> apply(Stmt.For loop) {
            Optional<Stmt.For> checks = checks(loop);
            if (checks.isEmpty() || !found) {
                return List.of(loop);
            }
            Local valid = new Local(context.names().fresh("valid"), ScalarType.INT, Storage.DATA);
            context.addToBind(new Stmt.Assign(valid, Expr.integer(1), loop.span()));
            context.addToBind(recording(checks.get(), valid, List.of()));
            Expr failed = Expr.of(Operator.EQUAL, Expr.read(valid), Expr.integer(0));
            Stmt explain = new Stmt.If(failed, List.of(checks.get()), List.of(), loop.span());
            return List.of(explain, without(loop));
        }

        /** The loop with nothing but its checks of data; empty if its range is not known from data. */
        private Optional<Stmt.For> checks(Stmt.For loop) {
            if (!isData(loop.from()) || !isData(loop.to())) {
                return Optional.empty();
            }
            data.put(loop.index(), Expr.read(loop.index()));
            List<Stmt> body = new ArrayList<>();
            for (Stmt statement : loop.body()) {
                if (statement instanceof Stmt.Assign s
                        && blockLocals.contains(s.target())
                        && isData(s.value())
                        && isSmall(s.value())) {
                    data.put(s.target(), resolved(s.value()));
                } else if (statement instanceof Stmt.Check s && isHoistable(s)) {
                    found = true;
                    body.add(new Substitution(data).block(List.of(s)).get(0));
                } else if (statement instanceof Stmt.For inner) {
                    checks(inner).filter(c -> !c.body().isEmpty()).ifPresent(body::add);
                }
            }
            return Optional.of(new Stmt.For(
                    loop.index(), resolved(loop.from()), resolved(loop.to()), loop.direction(), body, loop.span()));
        }

        private boolean isHoistable(Stmt.Check check) {
            return isData(check.condition()) && check.message().stream().allMatch(this::isData);
        }

        private boolean isData(Stmt.Part part) {
            return part instanceof Stmt.Part.Text || part instanceof Stmt.Part.Value v && isData(v.value());
        }

        /** True if an expression depends on data, constants and the indices of the loops alone. */
        private boolean isData(Expr expression) {
            boolean[] isData = {true};
            Operands.forEach(expression, e -> {
                if (e instanceof Expr.Read r) {
                    isData[0] &= r.local().storage() == Storage.DATA || data.containsKey(r.local());
                } else {
                    isData[0] &= BindCode.isComputable(e, sizes);
                }
            });
            return isData[0];
        }

        /** Keeps what is substituted into one another from growing without bound. */
        private boolean isSmall(Expr expression) {
            int[] size = {0};
            Operands.forEach(expression, e -> size[0]++);
            Effects effects = Effects.of(expression);
            for (Local read : effects.reads()) {
                if (data.containsKey(read)) {
                    Operands.forEach(data.get(read), e -> size[0] += effects.reads(read));
                }
            }
            return size[0] <= MAX_SIZE;
        }

        private Expr resolved(Expr expression) {
            return new Substitution(data).expr(expression);
        }

        /**
         * The same checks, noting instead of failing. The first failure stands for those that depend on it; a check that
         * can't be evaluated is never reached, as the check of that index or size fails before.
         */
        private Stmt recording(Stmt.For loop, Local valid, List<Stmt.For> around) {
            List<Stmt.For> loops = new ArrayList<>(around);
            loops.add(loop);
            List<Stmt> body = new ArrayList<>();
            for (Stmt statement : loop.body()) {
                if (statement instanceof Stmt.For inner) {
                    body.add(recording(inner, valid, loops));
                } else if (statement instanceof Stmt.Check s) {
                    Expr stillValid = Expr.of(Operator.NOT_EQUAL, Expr.read(valid), Expr.integer(0));
                    Stmt note = new Stmt.Assign(valid, s.condition(), s.span());
                    List<Stmt> guarded = BindCode.guarded(note, s.condition(), loops, sizes);
                    body.add(new Stmt.If(stillValid, guarded, List.of(), s.span()));
                }
            }
            return new Stmt.For(loop.index(), loop.from(), loop.to(), loop.direction(), body, loop.span());
        }

        /** The loop without the checks that were hoisted. */
        private Stmt.For without(Stmt.For loop) {
            List<Stmt> body = new ArrayList<>();
            for (Stmt statement : loop.body()) {
                if (statement instanceof Stmt.For inner && data.containsKey(inner.index())) {
                    body.add(without(inner));
                } else if (!(statement instanceof Stmt.Check s && isHoistable(s))) {
                    body.add(statement);
                }
            }
            return new Stmt.For(loop.index(), loop.from(), loop.to(), loop.direction(), body, loop.span());
        }
    }
}
