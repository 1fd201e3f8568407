package dev.cotangent.compiler.pass;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.compiler.ir.Storage;
import dev.cotangent.compiler.source.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Computes equal values once, where one place dominates the others: by value numbers, through copies and from stores to
 * loads, into loops and branches. Drops checks of what was checked before. Integer arithmetic on indices is cheaper than
 * a local and stays.
 *
 * <p>Names every value at first, then puts back those that were used only once.
 */
public final class CommonSubexpressions implements Pass {

    @Override
    public String name() {
        return "common-subexpressions";
    }

    @Override
    public Procedure run(Procedure procedure, PassContext context) {
        Naming naming = new Naming(Effects.of(procedure.body()));
        Procedure named = naming.rewrite(procedure);
        return new PuttingBack(naming.temporaries, Effects.of(named.body()), context).rewrite(named);
    }

    private static final class Naming extends ForwardRewriter {

        private final Effects all;
        private final Set<Local> temporaries = new HashSet<>();
        private final ValueNumbers numbers = new ValueNumbers();
        private final ScopedMap<Integer, Local> holders = new ScopedMap<>();
        private final ScopedMap<Integer, Boolean> checked = new ScopedMap<>();
        private Span span;

        Naming(Effects all) {
            this.all = all;
        }

        @Override
        public void visit(Stmt statement) {
            span = statement.span();
            super.visit(statement);
        }

        @Override
        Expr expr(Expr expression) {
            return descend(expression, true);
        }

        /** Messages are evaluated rarely: a local would cost more than it saves. */
        @Override
        Expr message(Expr expression) {
            return expression;
        }

        /** Follows first operands by iteration, as sums may be deep. */
        private Expr descend(Expr expression, boolean mayName) {
            Deque<Expr> spine = new ArrayDeque<>();
            Expr next = expression;
            Optional<Expr> found = atHand(next);
            while (found.isEmpty()) {
                spine.push(next);
                next = Operands.of(next).get(0);
                found = atHand(next);
            }
            Expr result = found.get();
            while (!spine.isEmpty()) {
                Expr original = spine.pop();
                Expr rebuilt = Operands.replace(original, withFirst(result, Operands.of(original)));
                boolean isNamed = Cost.isWorthALocal(original) && (mayName || !spine.isEmpty());
                result = isNamed ? name(original, rebuilt) : rebuilt;
            }
            return result;
        }

        private List<Expr> withFirst(Expr first, List<Expr> operands) {
            List<Expr> rewritten = new ArrayList<>(operands.size());
            rewritten.add(first);
            for (int i = 1; i < operands.size(); i++) {
                rewritten.add(descend(operands.get(i), true));
            }
            return rewritten;
        }

        /** The expression itself if it has no operands; else a constant or local that is known to have its value. */
        private Optional<Expr> atHand(Expr expression) {
            if (Operands.of(expression).isEmpty()) {
                return Optional.of(expression);
            } else if (!Cost.isWorthALocal(expression)) {
                return Optional.empty();
            }
            int number = numbers.of(expression);
            Optional<Expr> constant = numbers.constant(number);
            return constant.isPresent() ? constant : holder(number).map(Expr::read);
        }

        private Optional<Local> holder(int number) {
            return holders.get(number).filter(local -> numbers.of(local) == number);
        }

        private Expr name(Expr original, Expr rebuilt) {
            int number = numbers.of(original);
            Local temporary = new Local("temporary", rebuilt.type(), Storage.WORK);
            temporaries.add(temporary);
            emit(new Stmt.Assign(temporary, rebuilt, span));
            holders.put(number, temporary);
            numbers.introduce(temporary, number);
            return Expr.read(temporary);
        }

        @Override
        public void assign(Stmt.Assign s) {
            int number = numbers.of(s.value());
            boolean isFinal = all.assignments(s.target()) == 1;
            emit(new Stmt.Assign(s.target(), descend(s.value(), !isFinal), s.span()));
            numbers.hold(s.target(), number);
            if (holder(number).isEmpty()) {
                holders.put(number, s.target());
            }
        }

        @Override
        public void store(Stmt.Store s) {
            int index = numbers.of(s.index());
            int value = numbers.of(s.value());
            super.store(s);
            numbers.hold(s.buffer(), index, value);
        }

        @Override
        public void check(Stmt.Check s) {
            int condition = numbers.of(s.condition());
            if (checked.get(condition).isEmpty()) {
                super.check(s);
                checked.put(condition, true);
            }
        }

        @Override
        void forget(Local local) {
            numbers.forget(local);
        }

        @Override
        void forget(Buffer buffer) {
            numbers.forget(buffer);
        }

        @Override
        void forgetBuffers() {
            all.loaded().forEach(numbers::forget);
        }

        @Override
        void open() {
            numbers.open();
            holders.open();
            checked.open();
        }

        @Override
        void close() {
            numbers.close();
            holders.close();
            checked.close();
        }
    }

    private static final class PuttingBack extends ExprRewriter {

        private final Set<Local> temporaries;
        private final Effects uses;
        private final PassContext context;
        private final Map<Local, Expr> replacements = new HashMap<>();

        PuttingBack(Set<Local> temporaries, Effects uses, PassContext context) {
            this.temporaries = temporaries;
            this.uses = uses;
            this.context = context;
        }

        @Override
        Expr node(Expr expression) {
            return expression instanceof Expr.Read read ? replacements.getOrDefault(read.local(), read) : expression;
        }

        @Override
        public void assign(Stmt.Assign s) {
            if (!temporaries.contains(s.target())) {
                super.assign(s);
            } else if (uses.reads(s.target()) == 1) {
                replacements.put(s.target(), expr(s.value()));
            } else {
                Local shared =
                        new Local(context.names().fresh("shared"), s.target().type(), Storage.WORK);
                replacements.put(s.target(), Expr.read(shared));
                emit(new Stmt.Assign(shared, expr(s.value()), s.span()));
            }
        }
    }
}
