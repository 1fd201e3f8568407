package dev.cotangent.compiler.structure;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.compiler.pass.Polynomial;
import dev.cotangent.compiler.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which buffers have elements for every row, and which element of which row an index is of. In a buffer of N W elements the
 * rows lie {@code stride} apart: row r has the elements {@code (o N + r) stride + c}, for c below the stride and o below
 * {@code W / stride}. A vector has stride 1 and W 1; a matrix, which lies by columns, stride 1; an array of vectors of size K
 * stride K.
 */
final class RowLayouts {

    private static final Polynomial ZERO = Polynomial.constant(0);
    private static final Polynomial ONE = Polynomial.constant(1);

    private final Local rows;
    private final Indexing indexing;
    private final Map<Buffer, Polynomial> sizes = new HashMap<>();
    private final Map<Buffer, Polynomial> strides = new HashMap<>();

    /** Takes down the sizes of buffers. */
    RowLayouts(Local rows, Indexing indexing, List<List<Stmt>> bodies) {
        this.rows = rows;
        this.indexing = indexing;
        Set<Buffer> ambiguous = new HashSet<>();
        for (List<Stmt> body : bodies) {
            note(body, ambiguous);
        }
        ambiguous.forEach(sizes::remove);
    }

    private void note(List<Stmt> body, Set<Buffer> ambiguous) {
        for (Stmt statement : body) {
            if (statement instanceof Stmt.For s) {
                indexing.open(s);
                note(s.body(), ambiguous);
                indexing.close(s);
            } else if (statement instanceof Stmt.While s) {
                note(s.test(), ambiguous);
                note(s.body(), ambiguous);
            } else if (statement instanceof Stmt.If s) {
                note(s.whenTrue(), ambiguous);
                note(s.whenFalse(), ambiguous);
            } else if (statement instanceof Stmt.Allocate s) {
                put(s.buffer(), indexing.of(s.size()), ambiguous);
            } else if (statement instanceof Stmt.ReadContainer s) {
                put(s.target(), product(s.sizes()), ambiguous);
            }
        }
    }

    private void put(Buffer buffer, Polynomial size, Set<Buffer> ambiguous) {
        Polynomial before = sizes.put(buffer, size);
        if (before != null && !before.equals(size)) {
            ambiguous.add(buffer);
        }
    }

    Polynomial product(List<Expr> factors) {
        Polynomial product = ONE;
        for (Expr factor : factors) {
            product = product.times(indexing.of(factor));
        }
        return product;
    }

    /** Numbers of elements, where known. */
    Map<Buffer, Polynomial> sizes() {
        return sizes;
    }

    /** True if a polynomial depends on the number of rows. */
    boolean hasRows(Polynomial polynomial) {
        return polynomial.locals().contains(rows);
    }

    /** True if the size of a buffer depends on the number of rows. */
    boolean isOfRows(Buffer buffer) {
        Polynomial size = sizes.get(buffer);
        return size != null && hasRows(size);
    }

    /** Number of elements a row; empty if the buffer has not the same for every row. */
    Optional<Polynomial> width(Buffer buffer) {
        return Optional.ofNullable(sizes.get(buffer))
                .flatMap(size -> size.coefficient(rows)
                        .filter(width -> !hasRows(width)
                                && width.times(Polynomial.of(rows)).equals(size)));
    }

    /** How far apart rows lie, once an access told. */
    Optional<Polynomial> stride(Buffer buffer) {
        return Optional.ofNullable(strides.get(buffer));
    }

    /** Takes down how far apart the rows of a buffer lie. */
    void setStride(Buffer buffer, Polynomial stride, Span span) {
        Polynomial before = strides.putIfAbsent(buffer, stride);
        if (before != null && !before.equals(stride)) {
            throw new Coupled(span, "the rows of `" + buffer + "` are taken in two ways");
        }
    }

    /**
     * Makes sure that an index is of an element of one row.
     *
     * @param loop the loop whose rounds are rows
     */
    void requireRow(Buffer buffer, Polynomial index, Stmt.For loop, Span span) {
        Local row = indexing.round(loop);
        Polynomial width = width(buffer)
                .orElseThrow(() -> new Coupled(
                        span,
                        "`" + buffer + "` has a size that is not a number of elements for each of " + rows + " rows"));
        Polynomial stride =
                index.coefficient(row).filter(s -> !s.equals(ZERO)).orElseThrow(() -> otherRow(buffer, span));
        Polynomial rest = index.minus(stride.times(Polynomial.of(row)));
        if (hasRows(stride) || rest.locals().contains(row)) {
            throw otherRow(buffer, span);
        }
        requireWithin(buffer, outerAndInner(buffer, rest, stride, span), stride, width, span);
        setStride(buffer, stride, span);
    }

    private Coupled otherRow(Buffer buffer, Span span) {
        return new Coupled(span, "a row uses `" + buffer + "` of other rows");
    }

    /** What is left of an index behind whole multiples of the rows' extent. */
    private Polynomial outerAndInner(Buffer buffer, Polynomial rest, Polynomial stride, Span span) {
        Polynomial inner = ZERO;
        for (Map.Entry<List<Local>, Integer> term : rest.terms().entrySet()) {
            List<Local> factors = new ArrayList<>(term.getKey());
            if (factors.remove(rows)) {
                if (factors.contains(rows) || !isMultiple(factors, term.getValue(), stride)) {
                    throw otherRow(buffer, span);
                }
            } else {
                inner = inner.plus(term(term.getKey(), term.getValue()));
            }
        }
        return inner;
    }

    private static Polynomial term(List<Local> factors, int coefficient) {
        Polynomial term = Polynomial.constant(coefficient);
        for (Local factor : factors) {
            term = term.times(Polynomial.of(factor));
        }
        return term;
    }

    /** True if a term is a multiple of a stride of one term. */
    private static boolean isMultiple(List<Local> factors, int coefficient, Polynomial stride) {
        if (stride.terms().size() != 1) {
            return false;
        }
        Map.Entry<List<Local>, Integer> only =
                stride.terms().entrySet().iterator().next();
        List<Local> left = new ArrayList<>(factors);
        return coefficient % only.getValue() == 0 && only.getKey().stream().allMatch(left::remove);
    }

    /**
     * The place within a row: indices of the language have been checked against their own sizes, so it is enough that
     * nothing in it is a step to another row.
     */
    private void requireWithin(Buffer buffer, Polynomial inner, Polynomial stride, Polynomial width, Span span) {
        if (stride.equals(ONE)) {
            if (!inner.equals(ZERO)) {
                throw otherRow(buffer, span);
            }
            return;
        }
        int constant = inner.terms().getOrDefault(List.<Local>of(), 0);
        boolean isOpaque = false;
        Polynomial largest = inner;
        for (Map.Entry<List<Local>, Integer> term : inner.terms().entrySet()) {
            if (!term.getKey().isEmpty() && isMultiple(term.getKey(), term.getValue(), stride)) {
                throw otherRow(buffer, span);
            }
            for (Local local : term.getKey()) {
                Optional<Stmt.For> loop = indexing.loop(local);
                isOpaque |= loop.isEmpty();
                if (loop.isPresent()) {
                    largest = largest.with(local, indexing.trips(loop.get()).minus(ONE));
                }
            }
        }
        Optional<Integer> beyond = largest.minus(stride).number();
        if (constant < (isOpaque ? -1 : 0) || beyond.isPresent() && beyond.get() >= 0) {
            throw otherRow(buffer, span);
        }
        if (!stride.equals(width)
                && width.number().isPresent()
                && stride.number().isPresent()
                && width.number().get() % stride.number().get() != 0) {
            throw otherRow(buffer, span);
        }
    }
}
