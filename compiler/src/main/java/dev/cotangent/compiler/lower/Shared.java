package dev.cotangent.compiler.lower;

import dev.cotangent.DensityKind;
import dev.cotangent.DensityScale;
import dev.cotangent.NormalizingConstants;
import dev.cotangent.compiler.ir.Emitter;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Names;
import dev.cotangent.compiler.ir.Primitive;
import dev.cotangent.compiler.typed.Fisher;
import dev.cotangent.compiler.typed.Function;
import dev.cotangent.compiler.typed.Type;
import dev.cotangent.compiler.typed.Variable;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the lowering of one program's procedures has in common. */
final class Shared {

    /** Package of the primitives' Java classes. */
    private static final String PRIMITIVES = "dev.cotangent.stdlib.";

    private final Names names;
    private final LibraryFunctions library;
    private final DensityKind density;
    private final Map<Variable, Value> globals = new IdentityHashMap<>();
    private final Map<Variable, List<Expr>> sizes = new IdentityHashMap<>();
    private final Map<Function, Primitive> primitives = new IdentityHashMap<>();
    private final Map<Function, List<Fisher>> fishers = new IdentityHashMap<>();
    private final List<Fisher> ownFishers;
    private final Recursion recursion = new Recursion(this);
    private final Reassigned reassigned = new Reassigned();

    Shared(Names names, LibraryFunctions library, DensityKind density, List<Fisher> ownFishers) {
        this.ownFishers = List.copyOf(ownFishers);
        this.names = names;
        this.library = library;
        this.density = density;
    }

    Names names() {
        return names;
    }

    LibraryFunctions library() {
        return library;
    }

    /** True if terms without parameters are left out where a statement allows it. */
    boolean dropsConstants() {
        return density.constants() == NormalizingConstants.DROPPED;
    }

    /** True if the log density has Jacobians as terms. */
    boolean countsJacobian() {
        return density.scale() == DensityScale.UNCONSTRAINED;
    }

    Map<Variable, Value> globals() {
        return globals;
    }

    Recursion recursion() {
        return recursion;
    }

    /** What is assigned after its declaration. */
    Reassigned reassigned() {
        return reassigned;
    }

    boolean isRecursive(Function function) {
        return recursion.isRecursive(function);
    }

    /** Data and transformed data are seen by every procedure, everything else by the one that binds it. */
    void bind(Context context, Variable variable, Value value) {
        if (variable.scope() == Variable.Scope.DATA || variable.scope() == Variable.Scope.TRANSFORMED_DATA) {
            globals.put(variable, value);
        } else {
            context.bind(variable, value);
        }
    }

    /** Sizes of a variable of a top-level block, once the bind procedure has them. */
    Optional<List<Expr>> declaredSizes(Variable variable) {
        return Optional.ofNullable(sizes.get(variable));
    }

    void setSizes(Variable variable, List<Expr> values) {
        sizes.put(variable, List.copyOf(values));
    }

    /** The primitive that an {@code extern} declares: one object a declaration. */
    Primitive primitive(Function function) {
        return primitives.computeIfAbsent(function, f -> {
            Function.Extern extern = (Function.Extern) f.body();
            return new Primitive(
                    PRIMITIVES + extern.owner(),
                    f.name(),
                    f.parameters().stream().map(p -> kind(p.type())).toList(),
                    kind(f.returnType()),
                    f.isRandom(),
                    new RuleDerivative(f, this));
        });
    }

    /** The Fisher informations that are stated for a density: where several are, those of its own arguments. */
    List<Fisher> fishers(Function density) {
        return fishers.computeIfAbsent(density, f -> {
            String distribution = f.name().replaceAll("_lp[dm]f$", "");
            List<Fisher> named = f.isLibrary() ? library.fishers(distribution) : ownFishers;
            return named.stream()
                    .filter(stated -> stated.distribution().equals(distribution)
                            && types(stated.parameters()).equals(types(f.parameters())))
                    .toList();
        });
    }

    private static List<Type> types(List<Variable> parameters) {
        return parameters.stream().map(Variable::type).toList();
    }

    /**
     * What lowers the rules of a function, where its arguments and their tangents are known.
     *
     * @param parameters the rules' names for the arguments
     */
    Calls rule(
            Emitter emitter,
            Function function,
            List<Variable> parameters,
            List<Value> arguments,
            Map<Variable, Value> tangents) {
        Differentials differentials = new Differentials(tangents, Optional.empty(), Optional.empty());
        Context context =
                new Context(emitter, Context.Mode.FRAGMENT, Optional.empty(), Map.of(), Optional.of(differentials));
        context.enter(function, false, true);
        for (int k = 0; k < arguments.size(); k++) {
            context.bind(parameters.get(k), arguments.get(k));
        }
        return new Calls(context, this);
    }

    /** The primitive behind {@code to_int}. */
    Primitive toInt() {
        return primitive(library.functions("to_int").get(0));
    }

    private static Primitive.Kind kind(Type type) {
        if (type == Type.MATRIX) {
            return Primitive.Kind.REAL_MATRIX;
        }
        boolean integer = type.scalar() == Type.INT;
        if (type.isContainer()) {
            return integer ? Primitive.Kind.INT_SEQUENCE : Primitive.Kind.REAL_SEQUENCE;
        }
        return integer ? Primitive.Kind.INT : Primitive.Kind.REAL;
    }
}
