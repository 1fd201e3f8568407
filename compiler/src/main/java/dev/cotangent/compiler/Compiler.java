package dev.cotangent.compiler;

import dev.cotangent.Autodiff;
import dev.cotangent.CompileOptions;
import dev.cotangent.DensityKind;
import dev.cotangent.DensityTerms;
import dev.cotangent.Includes;
import dev.cotangent.Limits;
import dev.cotangent.NormalizingConstants;
import dev.cotangent.compiler.ast.AstPrinter;
import dev.cotangent.compiler.ast.Definition;
import dev.cotangent.compiler.check.Checker;
import dev.cotangent.compiler.check.Library;
import dev.cotangent.compiler.check.TypedPrinter;
import dev.cotangent.compiler.codegen.AllowedReferences;
import dev.cotangent.compiler.codegen.BytecodePrinter;
import dev.cotangent.compiler.codegen.CodeGenerator;
import dev.cotangent.compiler.codegen.CodeTarget;
import dev.cotangent.compiler.describe.Description;
import dev.cotangent.compiler.diagnostic.Code;
import dev.cotangent.compiler.diagnostic.CompileException;
import dev.cotangent.compiler.diagnostic.Diagnostic;
import dev.cotangent.compiler.generative.Whitening;
import dev.cotangent.compiler.ir.IrPrinter;
import dev.cotangent.compiler.ir.Names;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.Program;
import dev.cotangent.compiler.lower.LibraryFunctions;
import dev.cotangent.compiler.lower.Lowering;
import dev.cotangent.compiler.lower.Shown;
import dev.cotangent.compiler.lower.Unsupported;
import dev.cotangent.compiler.parse.Parser;
import dev.cotangent.compiler.pass.PassContext;
import dev.cotangent.compiler.pass.Pipeline;
import dev.cotangent.compiler.pedantic.Pedantic;
import dev.cotangent.compiler.prior.PriorOnly;
import dev.cotangent.compiler.source.Source;
import dev.cotangent.compiler.source.Span;
import dev.cotangent.compiler.structure.FisherMetric;
import dev.cotangent.compiler.structure.MetricTerm;
import dev.cotangent.compiler.structure.MetricText;
import dev.cotangent.compiler.structure.NotByRowsException;
import dev.cotangent.compiler.structure.PlateReport;
import dev.cotangent.compiler.structure.Plates;
import dev.cotangent.compiler.structure.RowDensity;
import dev.cotangent.compiler.structure.RowFrame;
import dev.cotangent.compiler.typed.Fisher;
import dev.cotangent.compiler.typed.Function;
import dev.cotangent.compiler.typed.TypedProgram;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The pipeline: text, syntax tree, checked program, intermediate representation, its gradient, class.
 *
 * <p>One object compiles one source; asking for a later form computes the earlier ones.
 */
public final class Compiler {

    private final Source source;
    private final Includes includes;
    private final boolean pedantic;
    private final DensityKind density;
    private final Optional<Limits> limits;
    private final boolean curvature;
    private final boolean plates;
    private final boolean generative;
    private final boolean fisher;
    private final DensityTerms terms;
    private final Library library;
    private final Pipeline passes;
    private final Names names;
    private final Derivatives derivatives;
    private final List<Diagnostic> warnings = new ArrayList<>();
    private List<Source> sources = List.of();
    /** The syntax tree of the latest check. */
    private Optional<dev.cotangent.compiler.ast.Program> parsed = Optional.empty();

    /** Prepares to compile a source with the standard library and all passes. */
    public Compiler(Source source, CompileOptions options) {
        this(source, options, Library.standard(), Set.of());
    }

    /**
     * Prepares to compile a source with the standard library and all passes.
     *
     * @param autodiff how the gradient is to be computed
     */
    public Compiler(Source source, Autodiff autodiff) {
        this(source, CompileOptions.defaults().withAutodiff(autodiff));
    }

    /**
     * Prepares to compile a source.
     *
     * @param without names of passes to leave out
     */
    public Compiler(Source source, Autodiff autodiff, Library library, Set<String> without) {
        this(source, CompileOptions.defaults().withAutodiff(autodiff), library, without);
    }

    private Compiler(Source source, CompileOptions options, Library library, Set<String> without) {
        this.source = source;
        this.limits = options.limits();
        this.includes = limits.isPresent() ? counted(options.includes(), limits.get()) : options.includes();
        this.names = limits.map(l -> new Names(l.codeSize(), l.compileTime())).orElseGet(Names::new);
        this.pedantic = options.pedantic();
        this.density = new DensityKind(options.scale(), options.constants());
        this.curvature = options.curvature();
        this.plates = options.plates();
        this.generative = options.generative();
        this.fisher = options.fisher();
        this.terms = options.terms();
        this.library = library;
        this.passes = Pipeline.without(without, (pass, result) -> {});
        this.derivatives = new Derivatives(options.autodiff(), passes, names);
    }

    /**
     * A program and its derivatives, ready for code.
     *
     * @param derivatives by the method of the generated class that computes them
     * @param rows how the density is evaluated by rows, if it was asked for and is a sum over rows
     * @param gaps terms for which no Fisher information is known; empty if the Fisher metric was not asked for
     */
    public record Differentiated(
            Program program, Map<String, Procedure> derivatives, Optional<RowDensity> rows, List<MetricTerm> gaps) {

        public Differentiated {
            derivatives = Collections.unmodifiableMap(new LinkedHashMap<>(derivatives));
            gaps = List.copyOf(gaps);
        }

        /** Of a position and where to write the gradient (two buffers) to the log density. */
        public Procedure gradient() {
            return derivatives.get(CodeGenerator.GRADIENT);
        }
    }

    /** The checked program. */
    public TypedProgram check() {
        warnings.clear();
        dev.cotangent.compiler.ast.Program program = parse();
        parsed = Optional.of(program);
        TypedProgram checked = shallow(() -> Checker.check(program, library, warnings));
        if (pedantic) {
            warnings.addAll(Pedantic.review(checked));
        }
        return checked;
    }

    private dev.cotangent.compiler.ast.Program parse() {
        limits.ifPresent(l -> requireLength(source.text().length(), l));
        dev.cotangent.compiler.ast.Program program = Parser.parse(source, includes, warnings);
        sources = program.sources();
        if (limits.isPresent() && !limits.get().externs()) {
            refuseExterns(program);
        }
        return program;
    }

    /** Texts to include, of which too many are refused. */
    private Includes counted(Includes texts, Limits allowed) {
        int[] total = {source.text().length()};
        return name -> {
            Optional<String> text = texts.text(name);
            text.ifPresent(t -> requireLength(total[0] += t.length(), allowed));
            return text;
        };
    }

    private void requireLength(int length, Limits allowed) {
        if (length > allowed.sourceCharacters()) {
            throw tooLarge("the program with all that it includes has more than " + allowed.sourceCharacters()
                    + " characters, which are allowed here");
        }
    }

    private CompileException tooLarge(String message) {
        return new CompileException(Diagnostic.error(Code.TOO_LARGE, new Span(source, 1, 1, 1, 1), message));
    }

    private static void refuseExterns(dev.cotangent.compiler.ast.Program program) {
        for (Definition definition : program.functions()) {
            if (definition instanceof Definition.ExternDefinition extern) {
                throw new CompileException(Diagnostic.error(
                        Code.WRONG_PLACE, extern.span(), "`extern` is not allowed in programs of unknown origin"));
            }
        }
    }

    /** What was found by the last check that is not wrong but should be known, in the order of the text. */
    public List<Diagnostic> warnings() {
        return Diagnostic.inTextOrder(warnings);
    }

    /** The text and all that it includes, once it has been parsed. */
    public List<Source> sources() {
        return sources;
    }

    /** The intermediate representation as lowered, before any pass. */
    public Program lower() {
        return lower(false, Shown.asDeclared()).program();
    }

    private Lowering.Lowered lower(boolean metric, Shown shown) {
        try {
            TypedProgram checked = selected(check());
            if (generative) {
                return shallow(() -> lowered(whitened(checked), shown, metric));
            }
            return shallow(() -> Lowering.lower(modelName(), checked, density, names, functions(), shown, metric));
        } catch (Unsupported e) {
            throw new CompileException(Diagnostic.error(Code.NOT_SUPPORTED, e.span(), e.getMessage()));
        }
    }

    /** The program that was checked last, over standard normals. */
    private Whitening.Whitened whitened(TypedProgram checked) {
        if (terms.priorOnly()) {
            throw new CompileException(Diagnostic.error(
                            Code.NOT_GENERATIVE,
                            new Span(source, 1, 1, 1, 1),
                            "the prior alone is wanted, which over standard normals has no likelihood")
                    .withHint("draw from the prior with a method that takes the model as it is, as nuts"));
        }
        return Whitening.of(parsed.orElseThrow(), checked, library);
    }

    /** The likelihood counts with its constants, so that it can be compared between models. */
    private Lowering.Lowered lowered(Whitening.Whitened whitened, Shown shown, boolean metric) {
        TypedProgram checked = Checker.check(whitened.program(), library, new ArrayList<>());
        Shown overNormals = shown.without(whitened.scores(), whitened.parameters());
        DensityKind whole = new DensityKind(density.scale(), NormalizingConstants.KEPT);
        return Lowering.lower(modelName(), checked, whole, names, functions(), overNormals, metric);
    }

    private LibraryFunctions functions() {
        return new LibraryFunctions() {
            @Override
            public List<Function> functions(String name) {
                return library.functions(name);
            }

            @Override
            public List<Fisher> fishers(String distribution) {
                return library.fishers(distribution);
            }
        };
    }

    /** The program with the terms of the log density that are wanted. */
    private TypedProgram selected(TypedProgram checked) {
        return terms.priorOnly() ? shallow(() -> PriorOnly.of(checked, terms)) : checked;
    }

    /** The intermediate representation, optimised, with the gradient of the log density. */
    public Differentiated differentiate() {
        Lowering.Lowered lowered = lower(fisher, Shown.asDeclared());
        return shallow(() -> differentiate(lowered));
    }

    private Differentiated differentiate(Lowering.Lowered lowered) {
        Optional<RowDensity> rows = plates ? Plates.best(Plates.of(lowered.program(), names)) : Optional.empty();
        Program program = passes.optimise(lowered.program(), names);
        PassContext context = PassContext.afterBind(names, program.bind());
        Map<String, Procedure> methods = new LinkedHashMap<>();
        derivatives
                .ofDensity(program, curvature, context)
                .forEach((name, p) -> methods.put(name, passes.finish(p, context)));
        rows.ifPresent(density -> derivatives
                .byRows(program, density, context)
                .forEach((name, p) -> methods.put(name, passes.finish(p, context))));
        List<MetricTerm> gaps = new ArrayList<>();
        lowered.metric()
                .ifPresent(metric -> derivatives
                        .information(metric, program, context, gaps)
                        .forEach((name, p) -> methods.put(name, passes.finish(p, context))));
        Procedure logDensity = passes.finish(program.logDensity(), context);
        Procedure bind = Pipeline.extended(program.bind(), context.additions());
        return new Differentiated(program.withLogDensity(logDensity).withBind(bind), methods, rows, gaps);
    }

    /** The terms of the Fisher metric, those included whose derivatives are not there. */
    private List<MetricTerm> metricTerms() {
        Lowering.Lowered lowered = lower(true, Shown.asDeclared());
        FisherMetric metric = lowered.metric().orElseThrow();
        return shallow(() -> {
            Program program = passes.optimise(lowered.program(), names);
            List<MetricTerm> gaps = new ArrayList<>();
            derivatives.information(metric, program, PassContext.afterBind(names, program.bind()), gaps);
            gaps.removeAll(metric.gaps());
            List<MetricTerm> terms = new ArrayList<>(metric.terms());
            terms.addAll(gaps);
            return terms;
        });
    }

    /**
     * The same for rows that are not there when data are bound: the log density and its gradient are those of the rest.
     *
     * @throws NotByRowsException if data that it needs are computed from all rows, or if the density is no sum over rows
     */
    public Differentiated differentiateFrame() {
        Program first = lower();
        String size = Plates.best(Plates.of(first, names))
                .orElseThrow(() -> new NotByRowsException(
                        new Span(source, 1, 1, 1, 1), "the log density is no sum over rows of data"))
                .size();
        Shown shown = new Shown(Plates.frame(first, size, names).hidden(), Set.of());
        Program lowered = lower(false, shown).program();
        RowFrame frame = Plates.frame(lowered, size, names);
        return shallow(() -> differentiate(frame));
    }

    private Differentiated differentiate(RowFrame frame) {
        Program program = passes.optimise(frame.program(), names);
        PassContext context = PassContext.afterBind(names, program.bind());
        Procedure gradient = derivatives.gradient(program, context);
        Procedure sum = derivatives.sumGradient(program, frame.density(), context);
        Map<String, Procedure> methods = new LinkedHashMap<>();
        methods.put(CodeGenerator.GRADIENT, passes.finish(gradient, context));
        methods.put(CodeGenerator.SUM_GRADIENT, passes.finish(sum, context));
        Procedure bind = Pipeline.extended(program.bind(), context.additions());
        return new Differentiated(program.withBind(bind), methods, Optional.of(frame.density()), List.of());
    }

    /** The class. */
    public byte[] generate() {
        Differentiated model = differentiate();
        return generate(model);
    }

    /** The class of a program that this compiler differentiated. */
    public byte[] generate(Differentiated model) {
        return generate(model, CodeTarget.of(model.program().name()));
    }

    /** The same as a class of another name, for a jar. */
    public byte[] generate(Differentiated model, String className) {
        return generate(model, new CodeTarget(className.replace('.', '/'), false));
    }

    private byte[] generate(Differentiated model, CodeTarget target) {
        CodeTarget counting = limits.isPresent() ? target.counting() : target;
        return shallow(() -> AllowedReferences.verified(
                CodeGenerator.generate(model.program(), model.derivatives(), model.rows(), names, counting)));
    }

    /** Every phase follows the program's structure, which the parser limits; what functions call is not in its hands. */
    private <T> T shallow(Supplier<T> phase) {
        try {
            return phase.get();
        } catch (Names.Exhausted e) {
            throw tooLarge(e.getMessage());
        } catch (StackOverflowError e) {
            Span start = new Span(source, 1, 1, 1, 1);
            throw new CompileException(Diagnostic.error(
                            Code.TOO_DEEP,
                            start,
                            "the program is nested too deeply, or its functions call too many others")
                    .withHint(
                            "split expressions and statements, or shorten chains of functions that call one another"));
        }
    }

    /** Makes the names of what is added to this compiler's programs. */
    public Names names() {
        return names;
    }

    /** What the model takes, computes and uses, as a JSON object of maps, lists, strings, integers and nulls. */
    public Map<String, Object> describe() {
        TypedProgram checked = check();
        int known = Derivatives.knownDimension(passes.optimise(lower(), names));
        boolean fixed = known > 0 || checked.parameters().isEmpty();
        return Description.of(modelName(), checked, sources, fixed ? OptionalInt.of(known) : OptionalInt.empty());
    }

    /** The source's name without folders and extension. */
    public String modelName() {
        String file = source.name().substring(source.name().lastIndexOf('/') + 1);
        return file.endsWith(".model") ? file.substring(0, file.length() - ".model".length()) : file;
    }

    /** A form of the model as text. */
    public String show(Phase phase) {
        return switch (phase) {
            case AST -> AstPrinter.print(parse());
            case TYPES -> TypedPrinter.print(check());
            case GENERATIVE -> AstPrinter.print(whitened(check()).program());
            case PLATES -> PlateReport.of(Plates.of(lower(), names));
            case IR -> IrPrinter.print(passes.optimise(lower(), names));
            case IR_GRADIENT -> IrPrinter.print(differentiate().gradient());
            case METRIC -> MetricText.of(metricTerms());
            case BYTECODE -> BytecodePrinter.print(generate());
        };
    }
}
