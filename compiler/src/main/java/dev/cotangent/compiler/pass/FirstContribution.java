package dev.cotangent.compiler.pass;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.Stmt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A gradient is zeroed and then added to. Where the first additions reach every element exactly once, they become
 * stores, and the zeroing goes.
 */
public final class FirstContribution implements Pass {

    @Override
    public String name() {
        return "first-contribution";
    }

    @Override
    public Procedure run(Procedure procedure, PassContext context) {
        if (procedure.body().isEmpty() || context.bind().isEmpty()) {
            return procedure;
        }
        return zeroed(procedure.body().get(0))
                .filter(z -> procedure.buffers().contains(z.buffer()))
                .flatMap(z -> new Tiling(z, definitions(context.bind().get()))
                        .apply(procedure.body().subList(1, procedure.body().size())))
                .map(procedure::withBody)
                .orElse(procedure);
    }

    /** A buffer of which all elements are zeroed. */
    private record Zeroed(Buffer buffer, Expr last) {}

    private static Optional<Zeroed> zeroed(Stmt statement) {
        return statement instanceof Stmt.For f
                        && f.from().equals(Expr.integer(0))
                        && f.body().size() == 1
                        && f.body().get(0) instanceof Stmt.Store s
                        && s.index().equals(Expr.read(f.index()))
                        && s.value().equals(Expr.real(0))
                ? Optional.of(new Zeroed(s.buffer(), f.to()))
                : Optional.empty();
    }

    /** What data locals are in terms of others, of those that the bind procedure assigns once, at its top level. */
    private static Map<Local, Expr> definitions(Procedure bind) {
        Effects effects = Effects.of(bind.body());
        Map<Local, Expr> definitions = new HashMap<>();
        for (Stmt statement : bind.body()) {
            if (statement instanceof Stmt.Assign s && effects.assignments(s.target()) == 1) {
                definitions.put(s.target(), new Substitution(definitions).expr(s.value()));
            }
        }
        return definitions;
    }

    /** Elements {@code from .. from + size - 1}, and the statement that is first to add to them. */
    private record Tile(Polynomial from, Polynomial size, int statement) {}

    /** The attempt to cover a buffer with first contributions. */
    private static final class Tiling {
        private final Zeroed zeroed;
        private final Map<Local, Expr> definitions;
        private final Map<Polynomial, Tile> tiles = new LinkedHashMap<>();

        Tiling(Zeroed zeroed, Map<Local, Expr> definitions) {
            this.zeroed = zeroed;
            this.definitions = definitions;
        }

        Optional<List<Stmt>> apply(List<Stmt> body) {
            Optional<Polynomial> size = polynomial(zeroed.last()).map(l -> l.plus(Polynomial.constant(1)));
            if (size.isEmpty()) {
                return Optional.empty();
            }
            for (int k = 0; k < body.size() && !covers(size.get()); k++) {
                if (touches(body.get(k)) && !isTile(body.get(k), k)) {
                    return Optional.empty();
                }
            }
            return covers(size.get()) ? Optional.of(withStores(body)) : Optional.empty();
        }

        private boolean touches(Stmt statement) {
            Effects effects = Effects.of(statement);
            return effects.loads(zeroed.buffer()) || effects.writes(zeroed.buffer()) || effects.invokes();
        }

        /** Notes a statement that adds to a stretch of elements, once to each. */
        private boolean isTile(Stmt statement, int position) {
            Optional<Tile> tile = tile(statement, position);
            tile.ifPresent(t -> tiles.putIfAbsent(t.from(), t));
            return tile.map(t -> tiles.get(t.from()).size().equals(t.size())).orElse(false);
        }

        private Optional<Tile> tile(Stmt statement, int position) {
            if (statement instanceof Stmt.Increment s && isOnly(List.of(s), s)) {
                return polynomial(s.index()).map(from -> new Tile(from, Polynomial.constant(1), position));
            }
            if (!(statement instanceof Stmt.For loop) || !loop.from().equals(Expr.integer(0))) {
                return Optional.empty();
            }
            Optional<Stmt.Increment> increment = only(loop.body());
            Optional<Polynomial> last = polynomial(loop.to());
            if (increment.isEmpty() || last.isEmpty()) {
                return Optional.empty();
            }
            return polynomial(increment.get().index())
                    .map(index -> index.minus(Polynomial.of(loop.index())))
                    .filter(from -> !from.locals().contains(loop.index()))
                    .map(from -> new Tile(from, last.get().plus(Polynomial.constant(1)), position));
        }

        /** The one access of a loop's body to the buffer, if that is an addition that every round makes. */
        private Optional<Stmt.Increment> only(List<Stmt> body) {
            Optional<Stmt.Increment> found = body.stream()
                    .filter(s -> s instanceof Stmt.Increment i && i.buffer() == zeroed.buffer())
                    .map(Stmt.Increment.class::cast)
                    .findFirst();
            return found.filter(i -> isOnly(body, i));
        }

        private boolean isOnly(List<Stmt> body, Stmt.Increment increment) {
            Effects value = Effects.of(increment.index(), increment.value());
            return increment.buffer() == zeroed.buffer()
                    && !value.loads(zeroed.buffer())
                    && body.stream().filter(s -> s != increment).noneMatch(this::touches);
        }

        private Optional<Polynomial> polynomial(Expr expression) {
            return Polynomial.of(new Substitution(definitions).expr(expression));
        }

        /** True if the tiles cover the whole, one behind the other. */
        private boolean covers(Polynomial size) {
            Polynomial next = Polynomial.constant(0);
            int used = 0;
            while (tiles.containsKey(next) && used < tiles.size()) {
                next = next.plus(tiles.get(next).size());
                used++;
            }
            return used == tiles.size() && next.equals(size);
        }

        private List<Stmt> withStores(List<Stmt> body) {
            List<Stmt> result = new ArrayList<>(body);
            for (Tile tile : tiles.values()) {
                Stmt statement = result.get(tile.statement());
                if (statement instanceof Stmt.For loop) {
                    List<Stmt> stored = loop.body().stream().map(this::stored).toList();
                    result.set(
                            tile.statement(),
                            new Stmt.For(loop.index(), loop.from(), loop.to(), loop.direction(), stored, loop.span()));
                } else {
                    result.set(tile.statement(), stored(statement));
                }
            }
            return result;
        }

        private Stmt stored(Stmt statement) {
            return statement instanceof Stmt.Increment s && s.buffer() == zeroed.buffer()
                    ? new Stmt.Store(s.buffer(), s.index(), s.value(), s.span())
                    : statement;
        }
    }
}
