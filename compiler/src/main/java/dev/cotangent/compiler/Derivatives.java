package dev.cotangent.compiler;

import dev.cotangent.Autodiff;
import dev.cotangent.compiler.autodiff.Adjoint;
import dev.cotangent.compiler.autodiff.Curvature;
import dev.cotangent.compiler.autodiff.Information;
import dev.cotangent.compiler.autodiff.NotDifferentiable;
import dev.cotangent.compiler.autodiff.Tangent;
import dev.cotangent.compiler.codegen.CodeGenerator;
import dev.cotangent.compiler.diagnostic.Code;
import dev.cotangent.compiler.diagnostic.CompileException;
import dev.cotangent.compiler.diagnostic.Diagnostic;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Names;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.Program;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.compiler.lower.Unsupported;
import dev.cotangent.compiler.pass.PassContext;
import dev.cotangent.compiler.pass.Pipeline;
import dev.cotangent.compiler.structure.FisherMetric;
import dev.cotangent.compiler.structure.MetricTerm;
import dev.cotangent.compiler.structure.RowDensity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Differentiates optimised programs, a method of the generated class at a time, and optimises what comes out. */
final class Derivatives {

    /**
     * Up to this many parameters forward mode is the faster way. Measured: with two it is 0 to 40 % faster than mixed mode,
     * with four it takes 1.5 to 2 times as long, as tangents cost a pass each and adjoints share one.
     */
    private static final int MOST_FORWARD = 2;

    /** Tangents that forward mode carries at once; as many as {@code CompiledProgram.directional} has. */
    private static final int LANES = 4;

    private final Autodiff autodiff;
    private final Pipeline passes;
    private final Names names;

    /** @param autodiff how gradients are to be computed */
    Derivatives(Autodiff autodiff, Pipeline passes, Names names) {
        this.autodiff = autodiff;
        this.passes = passes;
        this.names = names;
    }

    /** The gradient and, if it is wanted, derivatives beyond it. */
    Map<String, Procedure> ofDensity(Program program, boolean curvature, PassContext context) {
        Map<String, Procedure> derivatives = new LinkedHashMap<>();
        Procedure gradient = gradient(program, context);
        derivatives.put(CodeGenerator.GRADIENT, gradient);
        if (curvature) {
            Procedure directional = differentiated(() -> Curvature.directional(gradient, LANES, names));
            derivatives.put(CodeGenerator.DIRECTIONAL, passes.optimise(directional, context));
            Procedure second = differentiated(() -> Curvature.secondDirectional(gradient, names));
            derivatives.put(CodeGenerator.SECOND_DIRECTIONAL, passes.optimise(second, context));
        }
        return derivatives;
    }

    /** The gradient of the log density. */
    Procedure gradient(Program program, PassContext context) {
        return passes.optimise(differentiated(() -> gradient(program)), context);
    }

    /** The gradients of the parts of a sum over rows. */
    Map<String, Procedure> byRows(Program program, RowDensity density, PassContext context) {
        Procedure rest = passes.optimise(density.rest(), context);
        Procedure restGradient = differentiated(() -> gradient(program.withLogDensity(rest)));
        Map<String, Procedure> derivatives = new LinkedHashMap<>();
        derivatives.put(CodeGenerator.REST_GRADIENT, passes.optimise(restGradient, context));
        derivatives.put(CodeGenerator.SUM_GRADIENT, sumGradient(program, density, context));
        return derivatives;
    }

    /** The gradient of the terms of chosen rows. Nothing of the rows may be computed once: they change. */
    Procedure sumGradient(Program program, RowDensity density, PassContext context) {
        Procedure sum = passes.optimiseWithoutHoisting(density.sum(), context);
        Procedure gradient = differentiated(() -> gradient(program.withLogDensity(sum)));
        return passes.optimiseWithoutHoisting(gradient, context);
    }

    /** What computes the Fisher metric; nothing, but gaps, if the model has none. */
    Map<String, Procedure> information(
            FisherMetric metric, Program program, PassContext context, List<MetricTerm> gaps) {
        gaps.addAll(metric.gaps());
        if (!metric.isComplete()) {
            return Map.of();
        }
        Expr dimension = Expr.read(program.dimension());
        try {
            Procedure form = passes.optimise(Information.form(metric.form(), names), context);
            Procedure times = Information.inDirections(form, dimension, names);
            Procedure slope = Information.inPosition(form, dimension, names);
            Map<String, Procedure> derivatives = new LinkedHashMap<>();
            derivatives.put(CodeGenerator.INFORMATION_TIMES, passes.optimise(times, context));
            derivatives.put(CodeGenerator.INFORMATION_SLOPE, passes.optimise(slope, context));
            return derivatives;
        } catch (NotDifferentiable e) {
            gaps.add(MetricTerm.gap(e.span(), e.span().text(), e.getMessage()));
            return Map.of();
        }
    }

    private Procedure gradient(Program program) {
        Expr dimension = Expr.read(program.dimension());
        int lanes = lanes(program);
        return lanes > 0
                ? Tangent.gradient(program.logDensity(), dimension, lanes, names)
                : mixed(program.logDensity(), dimension);
    }

    private static Procedure differentiated(Supplier<Procedure> derivative) {
        try {
            return derivative.get();
        } catch (NotDifferentiable e) {
            throw new CompileException(Diagnostic.error(Code.NOT_DATA, e.span(), e.getMessage()));
        } catch (Unsupported e) {
            throw new CompileException(Diagnostic.error(Code.NOT_SUPPORTED, e.span(), e.getMessage()));
        }
    }

    /** Mixed mode or, if it can't be and nobody asked for it, forward mode: containers that recursion passes on. */
    private Procedure mixed(Procedure logDensity, Expr dimension) {
        try {
            return Adjoint.gradient(logDensity, dimension, names);
        } catch (NotDifferentiable e) {
            if (autodiff == Autodiff.AUTOMATIC) {
                return Tangent.gradient(logDensity, dimension, LANES, names);
            }
            throw e;
        }
    }

    /** Number of tangents to carry at once; 0 for mixed mode. */
    private int lanes(Program program) {
        int known = knownDimension(program);
        return switch (autodiff) {
            case MIXED -> 0;
            case FORWARD -> known > 0 && known < LANES ? known : LANES;
            case AUTOMATIC -> known > 0 && known <= MOST_FORWARD ? known : 0;
        };
    }

    /** The number of parameters if the text alone determines it, else 0. */
    static int knownDimension(Program program) {
        return program.bind().body().stream()
                .filter(s -> s instanceof Stmt.Assign a && a.target() == program.dimension())
                .map(s -> ((Stmt.Assign) s).value())
                .filter(Expr.IntConstant.class::isInstance)
                .mapToInt(e -> ((Expr.IntConstant) e).value())
                .findFirst()
                .orElse(0);
    }
}
