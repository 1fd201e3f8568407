package dev.cotangent.compiler;

import dev.cotangent.CompileOptions;
import dev.cotangent.DensityKind;
import dev.cotangent.DensityTerms;
import dev.cotangent.ModelCompilationException;
import dev.cotangent.ModelWarning;
import dev.cotangent.compiler.codegen.ModelClass;
import dev.cotangent.compiler.companion.Companion;
import dev.cotangent.compiler.diagnostic.CompileException;
import dev.cotangent.compiler.diagnostic.Diagnostic;
import dev.cotangent.compiler.diagnostic.DiagnosticRenderer;
import dev.cotangent.compiler.format.Formatter;
import dev.cotangent.compiler.ir.Program;
import dev.cotangent.compiler.source.Source;
import dev.cotangent.compiler.structure.MetricTerm;
import dev.cotangent.compiler.structure.NotByRowsException;
import dev.cotangent.runtime.model.BindOptions;
import dev.cotangent.runtime.model.BoundModel;
import dev.cotangent.runtime.model.DataException;
import dev.cotangent.runtime.model.DataSource;
import dev.cotangent.runtime.model.EvaluationLimits;
import dev.cotangent.runtime.model.FisherInformation;
import dev.cotangent.runtime.model.Model;
import dev.cotangent.runtime.model.RowSource;
import dev.cotangent.spi.AheadOfTimeModel;
import dev.cotangent.spi.CompilesAhead;
import dev.cotangent.spi.DescribesModels;
import dev.cotangent.spi.FormatsSource;
import dev.cotangent.spi.ModelCompiler;
import dev.cotangent.spi.ModelFactory;
import dev.cotangent.spi.ShowsPhases;
import dev.cotangent.spi.SourceStyle;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The compiler as the embedding facade finds it. */
public final class CompilerProvider
        implements ModelCompiler, ShowsPhases, FormatsSource, DescribesModels, CompilesAhead {

    /** Changes whenever the same source may become other code. */
    private static final String VERSION = "0.1.0";

    @Override
    public ModelFactory compile(String name, String text, CompileOptions options) {
        return translated(() -> factory(new Source(name, text), options));
    }

    private static Factory factory(Source source, CompileOptions options) {
        Compiler compiler = new Compiler(source, options);
        Compiler.Differentiated model = compiler.differentiate();
        return new Factory(
                source,
                options,
                compiler.modelName(),
                hash(compiler.sources(), options),
                ModelClass.define(compiler.generate(model)),
                outputs(model.program()),
                model.gaps().stream().map(CompilerProvider::gap).toList(),
                compiler.warnings().stream().map(CompilerProvider::warning).toList());
    }

    private static FisherInformation.Gap gap(MetricTerm term) {
        return new FisherInformation.Gap(
                term.span().location(), term.density(), term.gap().orElseThrow());
    }

    private static List<BoundModel.Output> outputs(Program program) {
        return program.outputs().stream().map(Program.Output::declared).toList();
    }

    private static String hash(List<Source> sources, CompileOptions options) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            String texts = sources.stream().map(Source::text).collect(Collectors.joining("\0"));
            String all = VERSION
                    + '\0'
                    + options.autodiff()
                    + '\0'
                    + options.scale()
                    + '\0'
                    + new TreeSet<>(options.capabilities())
                    + '\0'
                    + options.constants()
                    + options.limits().isPresent()
                    + '\0'
                    + shown(options.terms())
                    + texts;
            return HexFormat.of().formatHex(digest.digest(all.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** What tells one choice of terms from another; nothing for all of them. */
    private static String shown(DensityTerms terms) {
        return terms.priorOnly()
                ? new TreeSet<>(terms.likelihoodLines()) + "\0" + new TreeSet<>(terms.priorLines()) + '\0'
                : "";
    }

    private record Factory(
            Source source,
            CompileOptions options,
            String name,
            String hash,
            ModelClass code,
            List<BoundModel.Output> outputs,
            List<FisherInformation.Gap> fisherGaps,
            List<ModelWarning> warnings)
            implements ModelFactory {
        @Override
        public Model bind(DataSource data, BindOptions bindOptions) {
            BindOptions limited = options.limits()
                    .filter(limits -> bindOptions.limits() == EvaluationLimits.NONE)
                    .map(limits -> bindOptions.withLimits(limits.evaluation()))
                    .orElse(bindOptions);
            BoundModel model = BoundModel.bind(name, code.newInstance(), outputs, data, limited)
                    .withFisherGaps(fisherGaps);
            return options.generative() ? model.overStandardNormals() : model;
        }

        @Override
        public Model bind(DataSource data, RowSource rows, long seed) {
            if (!options.plates()) {
                return ModelFactory.super.bind(data, rows, seed);
            }
            return translated(() -> {
                Compiler compiler = new Compiler(source, options);
                Compiler.Differentiated frame = compiler.differentiateFrame();
                return BoundModel.bind(
                        name,
                        ModelClass.define(compiler.generate(frame)).newInstance(),
                        CompilerProvider.outputs(frame.program()),
                        data,
                        rows,
                        BindOptions.defaults().withSeed(seed));
            });
        }

        @Override
        public Optional<ModelFactory> withDensity(DensityKind density) {
            return Optional.of(translated(() -> factory(source, options.withDensity(density))));
        }
    }

    @Override
    public AheadOfTimeModel compileAhead(String name, String text, String packageName, CompileOptions options) {
        return translated(() -> {
            Compiler compiler = new Compiler(new Source(name, text), options);
            Compiler.Differentiated model = compiler.differentiate();
            String className = Companion.className(packageName, compiler.modelName());
            String programName = className + "Program";
            String companion = Companion.source(
                    packageName,
                    compiler.modelName(),
                    compiler.check(),
                    programName,
                    hash(compiler.sources(), options),
                    outputs(model.program()));
            return new AheadOfTimeModel(
                    className,
                    companion,
                    programName,
                    compiler.generate(model, programName),
                    compiler.warnings().stream().map(CompilerProvider::warning).toList());
        });
    }

    @Override
    public List<String> phases() {
        return Phase.texts();
    }

    @Override
    public String show(String phase, String name, String text, CompileOptions options) {
        Phase wanted = Phase.of(phase);
        return translated(() -> new Compiler(new Source(name, text), options).show(wanted));
    }

    @Override
    public String format(String name, String text, SourceStyle style) {
        return translated(() -> Formatter.format(new Source(name, text), style));
    }

    @Override
    public Map<String, Object> describe(String name, String text, CompileOptions options) {
        return translated(() -> new Compiler(new Source(name, text), options).describe());
    }

    private static <T> T translated(Supplier<T> work) {
        try {
            return work.get();
        } catch (NotByRowsException e) {
            throw new DataException(e.getMessage(), e);
        } catch (CompileException e) {
            throw new ModelCompilationException(
                    e.getMessage(),
                    e.diagnostics().stream().map(CompilerProvider::problem).toList());
        }
    }

    private static ModelWarning warning(Diagnostic d) {
        return new ModelWarning(
                d.code().number(),
                d.span().source().name(),
                d.span().line(),
                d.span().column(),
                d.found(),
                DiagnosticRenderer.render(d));
    }

    private static ModelCompilationException.Problem problem(Diagnostic d) {
        return new ModelCompilationException.Problem(
                d.code().number(),
                d.span().source().name(),
                d.span().line(),
                d.span().column(),
                d.found());
    }
}
