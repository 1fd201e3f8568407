package dev.cotangent.compiler.check;

import dev.cotangent.compiler.ast.Definition;
import dev.cotangent.compiler.ast.Expression;
import dev.cotangent.compiler.ast.Identifier;
import dev.cotangent.compiler.ast.TypeSyntax;
import dev.cotangent.compiler.diagnostic.Code;
import dev.cotangent.compiler.diagnostic.CompileException;
import dev.cotangent.compiler.diagnostic.Diagnostic;
import dev.cotangent.compiler.typed.Constraint;
import dev.cotangent.compiler.typed.Function;
import dev.cotangent.compiler.typed.Type;
import dev.cotangent.compiler.typed.Variable;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Signatures of functions from their text. */
final class FunctionSignatures {

    private FunctionSignatures() {}

    static Function of(Definition definition, boolean library) {
        Identifier name = definition.name();
        boolean primitive = definition instanceof Definition.ExternDefinition;
        TypeSyntax syntax = primitive
                ? ((Definition.ExternDefinition) definition).returnType()
                : ((Definition.FunctionDefinition) definition).returnType();
        Type result = syntax.name().text().equals("void") ? Type.VOID : type(syntax, primitive);
        List<Variable> parameters = parameters(definition.parameters(), library);
        checkName(name, result, parameters, library);
        return new Function(name.text(), result, parameters, library, name.span());
    }

    static List<Variable> parameters(List<Definition.Parameter> parameters, boolean library) {
        Set<String> names = new HashSet<>();
        for (Definition.Parameter parameter : parameters) {
            if (!names.add(parameter.name().text())) {
                String found = "there are two arguments `" + parameter.name().text() + "`";
                throw new CompileException(
                        Diagnostic.error(Code.DUPLICATE_NAME, parameter.name().span(), found));
            }
        }
        return parameters.stream().map(p -> parameter(p, library)).toList();
    }

    private static Variable parameter(Definition.Parameter parameter, boolean library) {
        Type type = parameter.function().isPresent()
                ? callable(parameter, library)
                : parameterType(parameter.type(), library);
        return new Variable(
                parameter.name().text(),
                type,
                Variable.Scope.FUNCTION_PARAMETER,
                List.of(),
                Constraint.NONE,
                parameter.data(),
                parameter.name().span());
    }

    private static Type callable(Definition.Parameter parameter, boolean library) {
        if (!library) {
            throw new CompileException(Diagnostic.error(
                    Code.WRONG_DECLARATION,
                    parameter.name().span(),
                    "a parameter that is a function is for functions of the library"));
        }
        Definition.FunctionForm form = parameter.function().get();
        List<Type.Callable.Parameter> parameters = parameters(form.parameters(), true).stream()
                .map(v -> new Type.Callable.Parameter(v.type(), v.dataOnly(), v.name()))
                .toList();
        return new Type.Callable(type(parameter.type(), false), parameters, form.variadic());
    }

    private static Type parameterType(TypeSyntax syntax, boolean library) {
        return switch (syntax.name().text()) {
            case "reals" -> sequence(syntax, Type.REALS, library);
            case "ints" -> sequence(syntax, Type.INTS, library);
            default -> type(syntax, false);
        };
    }

    private static Type sequence(TypeSyntax syntax, Type type, boolean library) {
        if (!library) {
            throw new CompileException(Diagnostic.error(
                            Code.WRONG_DECLARATION, syntax.span(), "`" + type + "` is for functions of the library")
                    .withHint("write `array[] " + type.scalar() + "` or `vector`"));
        }
        return type;
    }

    /** A type without sizes, except where a primitive states those of its result. */
    private static Type type(TypeSyntax syntax, boolean sized) {
        if (syntax.isTuple()) {
            return tuple(syntax);
        }
        NamedType named = NamedType.of(syntax.name());
        if (named.isConstrained() || !syntax.bounds().isEmpty()) {
            throw new CompileException(
                    Diagnostic.error(Code.WRONG_CONSTRAINT, syntax.span(), "types of functions have no constraints")
                            .withHint("write `" + named.type() + "`"));
        }
        Optional<Expression> size =
                syntax.arraySizes().stream().flatMap(Optional::stream).findFirst();
        boolean hasSizes = size.isPresent() || !syntax.sizes().isEmpty();
        if (hasSizes && !sized) {
            throw new CompileException(wrongSizes(syntax, named));
        }
        return Type.array(named.type(), syntax.arraySizes().size());
    }

    private static Type tuple(TypeSyntax syntax) {
        if (syntax.arraySizes().stream().anyMatch(Optional::isPresent)) {
            String array = "array[" + ",".repeat(syntax.arraySizes().size() - 1) + "] ";
            throw new CompileException(
                    Diagnostic.error(Code.WRONG_SIZE, syntax.span(), "types of functions have no sizes")
                            .withHint("write `" + array + "tuple(...)`"));
        }
        List<Type> components =
                syntax.components().stream().map(c -> type(c, false)).toList();
        return Type.array(new Type.Tuple(components), syntax.arraySizes().size());
    }

    private static Diagnostic wrongSizes(TypeSyntax syntax, NamedType named) {
        boolean oldArray = syntax.sizes().stream().allMatch(Optional::isEmpty)
                && !syntax.sizes().isEmpty();
        if (oldArray) {
            String commas = ",".repeat(syntax.sizes().size() - 1);
            return Diagnostic.error(
                            Code.OLD_SYNTAX, syntax.span(), "brackets of an array stand before its element type")
                    .withHint("write `array[" + commas + "] " + syntax.name().text() + "`");
        }
        String commas = ",".repeat(Math.max(0, syntax.arraySizes().size() - 1));
        String array = syntax.arraySizes().isEmpty() ? "" : "array[" + commas + "] ";
        return Diagnostic.error(Code.WRONG_SIZE, syntax.span(), "types of functions have no sizes")
                .withHint("write `" + array + named.type() + "`");
    }

    private static void checkName(Identifier name, Type result, List<Variable> parameters, boolean library) {
        String text = name.text();
        boolean taken = Names.isReserved(text) || Names.isVariadic(text);
        if (!library && taken || Names.isUnnormalized(text)) {
            throw new CompileException(Diagnostic.error(
                            Code.RESERVED_NAME, name.span(), "`" + text + "` can't be defined")
                    .withHint(
                            Names.isUnnormalized(text)
                                    ? Optional.of("define `" + Names.normalized(text)
                                            + "`: the form without constants comes with it")
                                    : Names.isVariadic(text)
                                            ? Optional.of("it is a function of the language: choose another name")
                                            : Optional.empty()));
        }
        if (Names.isDistribution(text) && (result != Type.REAL || parameters.isEmpty())) {
            throw new CompileException(Diagnostic.error(
                    Code.WRONG_DECLARATION,
                    name.span(),
                    "`" + text + "` returns a real and takes an outcome, as its suffix says"));
        }
        boolean mass = text.endsWith("_lpmf");
        if (mass && !parameters.get(0).type().isInteger()
                || text.endsWith("_lpdf") && parameters.get(0).type().isInteger()) {
            throw new CompileException(Diagnostic.error(
                            Code.WRONG_DECLARATION,
                            name.span(),
                            "the outcome of `" + text + "` is "
                                    + Conversions.article(parameters.get(0).type()))
                    .withHint("`_lpdf` is for reals, `_lpmf` for integers"));
        }
    }
}
