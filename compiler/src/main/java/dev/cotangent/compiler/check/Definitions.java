package dev.cotangent.compiler.check;

import dev.cotangent.compiler.ast.Definition;
import dev.cotangent.compiler.ast.Definition.ExternDefinition;
import dev.cotangent.compiler.ast.Definition.FisherDefinition;
import dev.cotangent.compiler.ast.Definition.FunctionDefinition;
import dev.cotangent.compiler.diagnostic.Code;
import dev.cotangent.compiler.diagnostic.CompileException;
import dev.cotangent.compiler.diagnostic.Diagnostic;
import dev.cotangent.compiler.typed.Fisher;
import dev.cotangent.compiler.typed.Function;
import dev.cotangent.compiler.typed.Variable;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The functions that one text defines: their signatures at once, each body when it is asked for. */
final class Definitions {

    private final boolean library;
    private final Map<String, List<Function>> functions = new LinkedHashMap<>();
    private final Map<Function, Definition> bodies = new IdentityHashMap<>();
    private final List<FisherDefinition> fishers = new ArrayList<>();

    private Definitions(boolean library) {
        this.library = library;
    }

    /** Declares all functions, so that they can call one another; errors are added to {@code diagnostics}. */
    static Definitions of(List<Definition> definitions, boolean library, List<Diagnostic> diagnostics) {
        Definitions result = new Definitions(library);
        for (Definition definition : definitions) {
            try {
                result.declare(definition, diagnostics);
            } catch (CompileException e) {
                diagnostics.addAll(e.diagnostics());
            }
        }
        result.functions
                .values()
                .forEach(overloads -> overloads.stream()
                        .filter(f -> !result.bodies.containsKey(f))
                        .forEach(f -> diagnostics.add(undefined(f))));
        return result;
    }

    List<Function> named(String name) {
        return functions.getOrDefault(name, List.of());
    }

    /** Every name that is defined. */
    Set<String> names() {
        return functions.keySet();
    }

    List<Function> all() {
        return functions.values().stream().flatMap(List::stream).toList();
    }

    /** Checks the body of one of these functions and sets it; one that is only declared has been reported. */
    void check(Function function, Library callable, List<Diagnostic> diagnostics) {
        Definition definition = bodies.get(function);
        if (definition == null) {
            return;
        }
        FunctionChecker checker = new FunctionChecker(new Functions(this, callable), diagnostics);
        function.setBody(
                definition instanceof ExternDefinition extern
                        ? checker.primitive(function, extern)
                        : checker.code(function, (FunctionDefinition) definition));
    }

    /** The Fisher informations that the text states. */
    List<Fisher> fishers(Library callable, List<Diagnostic> diagnostics) {
        FunctionChecker checker = new FunctionChecker(new Functions(this, callable), diagnostics);
        List<Fisher> checked =
                fishers.stream().map(f -> checker.fisher(f, library)).toList();
        for (int k = 0; k < checked.size(); k++) {
            requireDensity(checked.get(k), fishers.get(k), diagnostics);
        }
        return checked;
    }

    private void requireDensity(Fisher fisher, FisherDefinition definition, List<Diagnostic> diagnostics) {
        List<Function> densities = Stream.of("_lpdf", "_lpmf")
                .flatMap(suffix -> named(fisher.distribution() + suffix).stream())
                .toList();
        boolean found = densities.stream()
                .anyMatch(f -> parameterTypes(f)
                        .equals(fisher.parameters().stream().map(Variable::type).toList()));
        if (!found) {
            Diagnostic error = Diagnostic.error(
                            Code.WRONG_RULE,
                            definition.name().span(),
                            "there is no density `" + fisher.distribution()
                                    + "_lpdf` or `_lpmf` of these arguments here, whose information this could be")
                    .withHint("the arguments are those of the density, the outcome first");
            diagnostics.add(
                    densities.isEmpty()
                            ? error
                            : error.withAllowed(
                                    densities.stream().map(Signatures::of).toList()));
        }
    }

    private void declare(Definition definition, List<Diagnostic> diagnostics) {
        if (definition instanceof FisherDefinition fisher) {
            fishers.add(fisher);
            return;
        }
        Function function = FunctionSignatures.of(definition, library);
        Optional<Function> same = named(function.name()).stream()
                .filter(other -> parameterTypes(other).equals(parameterTypes(function)))
                .findFirst();
        boolean hasBody =
                !(definition instanceof FunctionDefinition f) || f.body().isPresent();
        if (same.isPresent() && (bodies.containsKey(same.get()) || !hasBody)) {
            throw new CompileException(Diagnostic.error(
                            Code.DUPLICATE_NAME,
                            definition.name().span(),
                            "`" + function + "` is defined already for these arguments")
                    .withNote("at line " + same.get().span().line()));
        }
        same.flatMap(declared -> difference(declared, function)).ifPresent(diagnostics::add);
        List<Function> overloads = functions.computeIfAbsent(function.name(), n -> new ArrayList<>());
        same.ifPresent(overloads::remove);
        overloads.add(function);
        if (hasBody) {
            if (same.isPresent()) {
                diagnostics.add(Diagnostic.warning(
                                Code.DEPRECATED,
                                same.get().span(),
                                "`" + function + "` is declared here and defined below")
                        .withHint("leave the declaration out: functions are known before they are defined"));
            }
            bodies.put(function, definition);
        }
    }

    private static Optional<Diagnostic> difference(Function declared, Function defined) {
        boolean same = declared.returnType().equals(defined.returnType())
                && dataOnly(declared).equals(dataOnly(defined));
        return same
                ? Optional.empty()
                : Optional.of(Diagnostic.error(
                                Code.DUPLICATE_NAME, defined.span(), "`" + defined + "` is declared otherwise above")
                        .withNote("at line " + declared.span().line())
                        .withAllowed(List.of(Signatures.of(declared))));
    }

    private static List<Boolean> dataOnly(Function function) {
        return function.parameters().stream().map(Variable::dataOnly).toList();
    }

    private static List<?> parameterTypes(Function function) {
        return function.parameters().stream().map(Variable::type).toList();
    }

    private static Diagnostic undefined(Function function) {
        return Diagnostic.error(
                Code.UNKNOWN_FUNCTION, function.span(), "`" + function + "` is declared but never defined");
    }
}
