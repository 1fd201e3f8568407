package dev.cotangent.compiler.pass;

import dev.cotangent.compiler.ir.Names;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.Program;
import dev.cotangent.compiler.ir.Stmt;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Passes in their order. Runs before and after differentiation, and has more for code that is not differentiated again. */
public final class Pipeline {

    private final List<Pass> passes;
    private final List<Pass> density;
    private final List<Pass> last;
    private final PassObserver observer;

    /**
     * Creates a pipeline.
     *
     * @param passes in the order in which they run
     * @param observer told after every pass
     */
    public Pipeline(List<Pass> passes, PassObserver observer) {
        this(passes, List.of(), List.of(), observer);
    }

    private Pipeline(List<Pass> passes, List<Pass> density, List<Pass> last, PassObserver observer) {
        this.passes = List.copyOf(passes);
        this.density = List.copyOf(density);
        this.last = List.copyOf(last);
        this.observer = observer;
    }

    /** All passes in the order that serves most models. */
    public static List<Pass> standardPasses() {
        return List.of(
                new ConstantFolding(),
                new CopyPropagation(),
                new LoopFusion(),
                new CommonSubexpressions(),
                new CopyPropagation(),
                new ConstantFolding(),
                new CheckHoisting(),
                new LoopInvariantMotion(),
                new ElementTables(),
                new DataHoisting(),
                new CopyPropagation(),
                new DeadCode(),
                new BufferFill(),
                new FirstContribution());
    }

    /** Passes for a log density before it is differentiated, behind the standard ones. */
    public static List<Pass> densityPasses() {
        return List.of(new SumsOfSquares(), new CopyPropagation(), new DeadCode());
    }

    /** Passes for code that is not differentiated again, behind all others. */
    public static List<Pass> lastPasses() {
        return List.of(new LogProducts());
    }

    /** All passes but for those of the given names. */
    public static Pipeline without(Set<String> names, PassObserver observer) {
        return new Pipeline(
                kept(standardPasses(), names), kept(densityPasses(), names), kept(lastPasses(), names), observer);
    }

    private static List<Pass> kept(List<Pass> passes, Set<String> names) {
        return passes.stream().filter(pass -> !names.contains(pass.name())).toList();
    }

    /** The program with every procedure optimised. */
    public Program optimise(Program program, Names names) {
        PassContext context = PassContext.afterBind(names, program.bind());
        Procedure logDensity = run(density, optimise(program.logDensity(), context), context);
        Procedure draw = optimise(program.draw(), context);
        PassContext bindContext = PassContext.ofBind(names);
        // Runs once or never: not worth computing anything ahead of it.
        Procedure unconstrain = optimise(program.unconstrain(), bindContext);
        Procedure bind = optimise(extended(program.bind(), context.additions()), bindContext);
        optimiseInvoked(List.of(bind, logDensity, draw, unconstrain), bindContext);
        return new Program(
                program.name(),
                program.source(),
                bind,
                program.dimension(),
                logDensity,
                draw,
                unconstrain,
                program.outputs());
    }

    /** The procedure optimised; what it wants computed once with the data is added to the context. */
    public Procedure optimise(Procedure procedure, PassContext context) {
        return run(passes, procedure, context);
    }

    /**
     * The procedure optimised, without computing anything of it once with the data: for code whose data change between runs.
     */
    public Procedure optimiseWithoutHoisting(Procedure procedure, PassContext context) {
        List<Pass> kept = passes.stream()
                .filter(pass -> !(pass instanceof CheckHoisting || pass instanceof DataHoisting))
                .toList();
        return run(kept, procedure, context);
    }

    /** An optimised procedure made ready for code; it is not to be differentiated any more. */
    public Procedure finish(Procedure procedure, PassContext context) {
        return run(last, procedure, context);
    }

    private Procedure run(List<Pass> passes, Procedure procedure, PassContext context) {
        Procedure result = procedure;
        for (Pass pass : passes) {
            result = pass.run(result, context);
            observer.after(pass, result);
        }
        return result;
    }

    /** A procedure with statements added at its end. */
    public static Procedure extended(Procedure procedure, List<Stmt> additions) {
        List<Stmt> body = new ArrayList<>(procedure.body());
        body.addAll(additions);
        return procedure.withBody(body);
    }

    /** Callers hold invoked procedures by identity, so these are changed in place. */
    private void optimiseInvoked(List<Procedure> roots, PassContext context) {
        Set<Procedure> known = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Procedure> pending = new ArrayList<>();
        roots.forEach(root -> pending.addAll(Effects.of(root.body()).invoked()));
        while (!pending.isEmpty()) {
            Procedure procedure = pending.remove(pending.size() - 1);
            if (known.add(procedure)) {
                procedure.setBody(optimise(procedure, context).body());
                pending.addAll(Effects.of(procedure.body()).invoked());
            }
        }
    }
}
