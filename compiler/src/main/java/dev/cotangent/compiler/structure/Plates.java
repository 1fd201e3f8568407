package dev.cotangent.compiler.structure;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Names;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.Program;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.compiler.pass.Polynomial;
import dev.cotangent.compiler.source.Span;
import dev.cotangent.runtime.model.Layout;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Finds the sizes of data over whose rows a log density is a sum. */
public final class Plates {

    private final Program program;
    private final Names names;
    private final List<List<Stmt>> bodies;

    private Plates(Program program, Names names) {
        this.program = program;
        this.names = names;
        this.bodies = List.of(program.bind().body(), program.logDensity().body());
    }

    /**
     * What is found about every size that data declare for a container, in the order of declaration.
     *
     * @param program as lowered: passes would move what belongs to rows
     */
    public static List<PlateFinding> of(Program program, Names names) {
        Plates plates = new Plates(program, names);
        return plates.candidates().stream().map(plates::find).toList();
    }

    /** The plate to evaluate by: that of the most data; of several such the first. */
    public static Optional<RowDensity> best(List<PlateFinding> findings) {
        return findings.stream()
                .filter(PlateFinding.Plated.class::isInstance)
                .map(finding -> ((PlateFinding.Plated) finding).density())
                .sorted(Comparator.comparing(
                        (RowDensity density) -> -density.windows().size()))
                .findFirst();
    }

    /** Integers that are read, and are a size of something that is read. */
    private List<Local> candidates() {
        Set<Local> read = new LinkedHashSet<>();
        Set<Local> sizes = new LinkedHashSet<>();
        Blocks.forEach(program.bind().body(), statement -> {
            if (statement instanceof Stmt.ReadScalar s) {
                read.add(s.target());
            } else if (statement instanceof Stmt.ReadContainer s) {
                s.sizes().stream()
                        .filter(Expr.Read.class::isInstance)
                        .map(size -> ((Expr.Read) size).local())
                        .forEach(sizes::add);
            }
        });
        read.retainAll(sizes);
        return List.copyOf(read);
    }

    private PlateFinding find(Local rows) {
        try {
            return new PlateFinding.Plated(rows.name(), density(rows));
        } catch (Coupled coupled) {
            return new PlateFinding.NotPlated(rows.name(), coupled.span(), coupled.getMessage());
        }
    }

    private RowDensity density(Local rows) {
        Procedure density = program.logDensity();
        Indexing indexing = new Indexing(bodies);
        requireFixedParameters(rows, indexing);
        RowLayouts layouts = new RowLayouts(rows, indexing, bodies);
        Sums sums = new Sums(rows, indexing, layouts, density);
        PlateRewriter rewriter = new PlateRewriter(rows, indexing, layouts, sums, density, names);
        List<Stmt> terms = rewriter.sumOf(density.body());
        if (sums.terms().isEmpty()) {
            throw new Coupled(declaration(rows), "no term of the log density is a sum over its rows");
        }
        List<RowDensity.Window> windows = new ArrayList<>();
        rewriter.windows().forEach((data, window) -> windows.add(window(data, window, indexing, layouts)));
        if (windows.isEmpty()) {
            throw new Coupled(declaration(rows), "the terms of its rows use no data that have a value for every row");
        }
        return new RowDensity(
                rows,
                rewriter.count(),
                rewriter.numbers(),
                windows,
                density.withBody(sums.withoutRows(density.body())),
                density.withBody(terms),
                spans(sums),
                wholes(rows, rewriter));
    }

    /** Makes sure that the number of parameters does not depend on that of rows. */
    private void requireFixedParameters(Local rows, Indexing indexing) {
        for (Program.Output output : program.outputs()) {
            boolean isOfRows = output.declared().block() == Layout.Block.PARAMETERS
                    && output.sizes().stream()
                            .anyMatch(size -> indexing.of(size).locals().contains(rows));
            if (isOfRows) {
                String name = output.declared().name();
                throw new Coupled(parameter(name), "parameter `" + name + "` has a size that depends on " + rows);
            }
        }
    }

    private Span parameter(String name) {
        List<Span> found = new ArrayList<>();
        Blocks.forEach(program.unconstrain().body(), statement -> {
            if (statement instanceof Stmt.ReadContainer s
                    && (s.name().equals(name) || s.name().startsWith(name + "."))) {
                found.add(s.span());
            }
        });
        return found.isEmpty() ? program.unconstrain().body().get(0).span() : found.get(0);
    }

    private Span declaration(Local rows) {
        List<Span> found = new ArrayList<>();
        Blocks.forEach(program.bind().body(), statement -> {
            if (statement instanceof Stmt.ReadScalar s && s.target() == rows) {
                found.add(s.span());
            }
        });
        return found.get(0);
    }

    private static RowDensity.Window window(Buffer data, Buffer window, Indexing indexing, RowLayouts layouts) {
        Polynomial stride = layouts.stride(data).orElse(Polynomial.constant(1));
        Polynomial width = layouts.width(data).orElseThrow();
        return new RowDensity.Window(
                data,
                window,
                indexing.expr(stride, UnaryOperator.identity()),
                indexing.expr(width, UnaryOperator.identity()));
    }

    private static List<Span> spans(Sums sums) {
        return sums.terms().stream()
                .map(Stmt.For::span)
                .distinct()
                .sorted(Comparator.comparingInt(Span::line).thenComparingInt(Span::column))
                .toList();
    }

    private static List<RowDensity.WholeUse> wholes(Local rows, PlateRewriter rewriter) {
        List<RowDensity.WholeUse> wholes = new ArrayList<>();
        for (Span span : rewriter.wholeRows()) {
            wholes.add(new RowDensity.WholeUse(rows.name(), span, "the number of rows is used as a number"));
        }
        for (Span span : rewriter.rowNumbers()) {
            wholes.add(new RowDensity.WholeUse(rows.name(), span, "the number of a row is used as a number"));
        }
        return wholes;
    }
}
