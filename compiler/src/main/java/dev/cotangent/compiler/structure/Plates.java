package dev.cotangent.compiler.structure;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Names;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.Program;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.compiler.ir.Storage;
import dev.cotangent.compiler.pass.Operands;
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
            return new PlateFinding.Plated(nameOf(rows), density(rows));
        } catch (Coupled coupled) {
            return new PlateFinding.NotPlated(nameOf(rows), coupled.span(), coupled.getMessage());
        }
    }

    private RowDensity density(Local rows) {
        Indexing indexing = new Indexing(bodies);
        requireFixedParameters(rows, indexing);
        RowLayouts layouts = new RowLayouts(rows, indexing, bodies);
        RowDensity density = density(rows, indexing, layouts, List.of(), Set.of());
        return density.withWholes(allWholes(rows, density));
    }

    private RowDensity density(Local rows, Indexing indexing, RowLayouts layouts, List<Stmt> before, Set<Buffer> made) {
        List<Stmt> body = new ArrayList<>(before);
        body.addAll(program.logDensity().body());
        Procedure density = program.logDensity().withBody(body);
        Sums sums = new Sums(rows, indexing, layouts, density);
        PlateRewriter rewriter = new PlateRewriter(rows, indexing, layouts, sums, density, made, names);
        List<Stmt> terms = rewriter.sumOf(body);
        if (sums.terms().isEmpty()) {
            throw new Coupled(declaration(rows), "no term of the log density is a sum over its rows");
        }
        List<RowDensity.Window> windows = new ArrayList<>();
        rewriter.windows().forEach((data, window) -> windows.add(window(rows, data, window, indexing, layouts)));
        if (windows.isEmpty()) {
            throw new Coupled(declaration(rows), "the terms of its rows use no data that have a value for every row");
        }
        return new RowDensity(
                nameOf(rows),
                rows,
                rewriter.count(),
                rewriter.numbers(),
                windows,
                program.logDensity()
                        .withBody(sums.withoutRows(program.logDensity().body())),
                density.withBody(terms),
                spans(sums),
                wholes(rows, rewriter));
    }

    /** What makes a shard's density depend on other shards: numbers of rows, and data computed from all rows. */
    private List<RowDensity.WholeUse> allWholes(Local rows, RowDensity density) {
        List<RowDensity.WholeUse> wholes = new ArrayList<>(density.wholes());
        try {
            frame(rows);
        } catch (Coupled coupled) {
            wholes.add(new RowDensity.WholeUse("", coupled.span(), coupled.getMessage()));
        }
        return wholes;
    }

    /**
     * The program for rows that are not there when data are bound: its data are those that depend on no row, its log density
     * is the rest, and transformed data of rows are made anew for the chosen ones.
     */
    private RowFrame frame(Local rows) {
        Indexing indexing = new Indexing(bodies);
        RowLayouts layouts = new RowLayouts(rows, indexing, bodies);
        Taint taint = new Taint(layouts::isOfRows);
        taint.follow(program.bind().body());
        Set<Buffer> wanted = new LinkedHashSet<>();
        density(rows, indexing, layouts, List.of(), Set.of()).windows().forEach(window -> wanted.add(window.data()));
        BindSlice slice = new BindSlice(program.bind().body(), taint, wanted);
        List<Stmt> before = slice.of(program.bind().body());
        Indexing fresh = new Indexing(bodies);
        RowLayouts freshLayouts = new RowLayouts(rows, fresh, bodies);
        RowDensity density = density(rows, fresh, freshLayouts, before, slice.made());
        requireNoRows(density.sum().body(), taint);
        requireNoRows(density.rest().body(), taint);
        requireNoRows(program.unconstrain().body(), taint);
        if (taint.isIn(program.dimension())) {
            throw new Coupled(
                    taint.origin(program.dimension()).orElseThrow(),
                    "the number of parameters is computed from all rows");
        }
        Taint ofDraws = new Taint(taint::isIn);
        ofDraws.followAlso(taint, program.draw().body());
        Program frame = new Program(
                program.name(),
                program.source(),
                program.bind().withBody(taint.without(program.bind().body())),
                program.dimension(),
                density.rest(),
                program.draw().withBody(ofDraws.without(program.draw().body())),
                program.unconstrain(),
                program.outputs());
        return new RowFrame(frame, density, hiddenBy(ofDraws, indexing, rows));
    }

    /** Names of the variables of draws that depend on rows. */
    private Set<String> hiddenBy(Taint taint, Indexing indexing, Local rows) {
        List<Stmt.Store> stores = new ArrayList<>();
        Buffer row = program.draw().buffers().get(1);
        Blocks.forEach(program.draw().body(), statement -> {
            if (statement instanceof Stmt.Store s && s.buffer() == row) {
                stores.add(s);
            }
        });
        Set<String> hidden = new LinkedHashSet<>();
        for (int k = 0; k < program.outputs().size(); k++) {
            Program.Output output = program.outputs().get(k);
            boolean depends = stores.size() != program.outputs().size()
                    || taint.isIn(stores.get(k).value())
                    || output.sizes().stream()
                            .anyMatch(size -> taint.isIn(size)
                                    || indexing.of(size).locals().contains(rows));
            if (depends && output.declared().block() != Layout.Block.PARAMETERS) {
                hidden.add(output.declared().name());
            }
        }
        return hidden;
    }

    /** Makes sure that code of the chosen rows uses nothing that is made of all rows. */
    private static void requireNoRows(List<Stmt> body, Taint taint) {
        Blocks.forEach(body, statement -> {
            for (Expr expression : Blocks.evaluated(statement)) {
                Operands.forEach(expression, e -> {
                    if (e instanceof Expr.Read r && r.local().storage() == Storage.DATA && taint.isIn(r.local())) {
                        throw new Coupled(
                                taint.origin(r.local()).orElse(statement.span()),
                                "`" + r.local() + "` is computed from all rows");
                    } else if (e instanceof Expr.Load l
                            && l.buffer().storage() == Storage.DATA
                            && taint.isIn(l.buffer())) {
                        throw new Coupled(
                                taint.origin(l.buffer()).orElse(statement.span()),
                                "`" + l.buffer() + "` is computed from all rows");
                    }
                });
            }
        });
    }

    /**
     * The program for rows that are not there when data are bound.
     *
     * @param size name of the number of rows
     * @throws NotByRowsException if data that it needs are computed from all rows
     */
    public static RowFrame frame(Program program, String size, Names names) {
        Plates plates = new Plates(program, names);
        Local rows = plates.candidates().stream()
                .filter(candidate -> plates.nameOf(candidate).equals(size))
                .findFirst()
                .orElseThrow();
        try {
            return plates.frame(rows);
        } catch (Coupled coupled) {
            throw new NotByRowsException(coupled.span(), coupled.getMessage());
        }
    }

    /** Makes sure that the number of parameters does not depend on that of rows. */
    private void requireFixedParameters(Local rows, Indexing indexing) {
        for (Program.Output output : program.outputs()) {
            boolean isOfRows = output.declared().block() == Layout.Block.PARAMETERS
                    && output.sizes().stream()
                            .anyMatch(size -> indexing.of(size).locals().contains(rows));
            if (isOfRows) {
                String name = output.declared().name();
                throw new Coupled(
                        parameter(name), "parameter `" + name + "` has a size that depends on " + nameOf(rows));
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
        return reading(rows).span();
    }

    private String nameOf(Local rows) {
        return reading(rows).name();
    }

    private Stmt.ReadScalar reading(Local rows) {
        List<Stmt.ReadScalar> found = new ArrayList<>();
        Blocks.forEach(program.bind().body(), statement -> {
            if (statement instanceof Stmt.ReadScalar s && s.target() == rows) {
                found.add(s);
            }
        });
        return found.get(0);
    }

    private RowDensity.Window window(Local rows, Buffer data, Buffer window, Indexing indexing, RowLayouts layouts) {
        Polynomial stride = layouts.stride(data).orElse(Polynomial.constant(1));
        Polynomial width = layouts.width(data).orElseThrow();
        return new RowDensity.Window(
                data,
                window,
                indexing.expr(stride, UnaryOperator.identity()),
                indexing.expr(width, UnaryOperator.identity()),
                input(rows, data));
    }

    private Optional<RowDensity.Input> input(Local rows, Buffer data) {
        List<RowDensity.Input> found = new ArrayList<>();
        Blocks.forEach(program.bind().body(), statement -> {
            if (statement instanceof Stmt.ReadContainer s && s.target() == data) {
                List<Expr> sizes = new ArrayList<>(s.sizes());
                int place = sizes.indexOf(Expr.read(rows));
                if (place >= 0) {
                    sizes.remove(place);
                    boolean isMatrix = s.matrix() && place < sizes.size() - 1;
                    found.add(new RowDensity.Input(s.name(), sizes, isMatrix));
                }
            }
        });
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    private static List<Span> spans(Sums sums) {
        return sums.terms().stream()
                .map(Stmt.For::span)
                .distinct()
                .sorted(Comparator.comparingInt(Span::line).thenComparingInt(Span::column))
                .toList();
    }

    private List<RowDensity.WholeUse> wholes(Local rows, PlateRewriter rewriter) {
        List<RowDensity.WholeUse> wholes = new ArrayList<>();
        for (Span span : rewriter.wholeRows()) {
            wholes.add(new RowDensity.WholeUse(nameOf(rows), span, "the number of rows is used as a number"));
        }
        for (Span span : rewriter.rowNumbers()) {
            wholes.add(new RowDensity.WholeUse(nameOf(rows), span, "the number of a row is used as a number"));
        }
        return wholes;
    }
}
