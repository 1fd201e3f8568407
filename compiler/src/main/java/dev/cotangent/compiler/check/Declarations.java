package dev.cotangent.compiler.check;

import dev.cotangent.compiler.ast.Expression;
import dev.cotangent.compiler.ast.Identifier;
import dev.cotangent.compiler.ast.TypeSyntax;
import dev.cotangent.compiler.diagnostic.Code;
import dev.cotangent.compiler.diagnostic.CompileException;
import dev.cotangent.compiler.diagnostic.Diagnostic;
import dev.cotangent.compiler.typed.Constraint;
import dev.cotangent.compiler.typed.Type;
import dev.cotangent.compiler.typed.TypedExpr;
import dev.cotangent.compiler.typed.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Declared variables: their types, sizes and constraints. */
final class Declarations {

    private final Context context;
    private final ExpressionChecker expressions;

    Declarations(Context context, ExpressionChecker expressions) {
        this.context = context;
        this.expressions = expressions;
    }

    /**
     * A variable of a sized type. What is wrong with sizes and constraints is reported and left out, so that the
     * variable is known to what follows.
     */
    Variable variable(TypeSyntax syntax, Identifier name, Variable.Scope scope) {
        return new Declared(scope, name).variable(syntax, name.text(), List.of());
    }

    /** The declaration of one variable, with all its components. */
    private final class Declared {

        private final Variable.Scope scope;
        private final Identifier name;

        Declared(Variable.Scope scope, Identifier name) {
            this.scope = scope;
            this.name = name;
        }

        /** The variable of a type within arrays of tuples, whose sizes are {@code outer}. */
        Variable variable(TypeSyntax syntax, String path, List<TypedExpr> outer) {
            return syntax.isTuple() ? tuple(syntax, path, outer) : plain(syntax, path, outer);
        }

        private Variable tuple(TypeSyntax syntax, String path, List<TypedExpr> outer) {
            List<TypedExpr> sizes = new ArrayList<>(outer);
            try {
                syntax.arraySizes().forEach(s -> sizes.add(size(s, syntax, scope)));
            } catch (CompileException e) {
                context.diagnostics().addAll(e.diagnostics());
            }
            List<Variable> components = new ArrayList<>();
            for (TypeSyntax component : syntax.components()) {
                components.add(variable(component, path + "." + (components.size() + 1), sizes));
            }
            int dimensions = outer.size() + syntax.arraySizes().size();
            List<Type> types = components.stream()
                    .map(c -> Type.array(c.type().innermost(), c.type().arrayDimensions() - dimensions))
                    .toList();
            Type type = Type.array(new Type.Tuple(types), dimensions);
            return declared(path, type, sizes, Constraint.NONE).withComponents(components);
        }

        private Variable plain(TypeSyntax syntax, String path, List<TypedExpr> outer) {
            NamedType named = NamedType.of(syntax.name());
            Type type =
                    Type.array(named.type(), outer.size() + syntax.arraySizes().size());
            List<TypedExpr> sizes = new ArrayList<>(outer);
            Constraint constraint = Constraint.NONE;
            try {
                sizes.addAll(sizes(syntax, named, scope));
                constraint = constraint(syntax, named, type, scope);
            } catch (CompileException e) {
                context.diagnostics().addAll(e.diagnostics());
            }
            Variable variable = declared(path, type, sizes, constraint);
            return type.isComplex() ? variable.withComponents(parts(path, type, sizes)) : variable;
        }

        private List<Variable> parts(String path, Type type, List<TypedExpr> sizes) {
            return Stream.of(".real", ".imag")
                    .map(part -> declared(path + part, type.realPart(), sizes, Constraint.NONE))
                    .toList();
        }

        private Variable declared(String path, Type type, List<TypedExpr> sizes, Constraint constraint) {
            return new Variable(path, type, scope, sizes, constraint, isDataOnly(type, scope), name.span());
        }
    }

    private boolean isDataOnly(Type type, Variable.Scope scope) {
        boolean data = scope == Variable.Scope.DATA
                || scope == Variable.Scope.TRANSFORMED_DATA
                || context.block() == Context.Block.TRANSFORMED_DATA;
        return data || type.isInteger();
    }

    private List<TypedExpr> sizes(TypeSyntax syntax, NamedType named, Variable.Scope scope) {
        if (syntax.sizes().size() < named.fewestSizes() || syntax.sizes().size() > named.mostSizes()) {
            throw new CompileException(wrongSizes(syntax, named));
        }
        List<TypedExpr> own =
                syntax.sizes().stream().map(s -> size(s, syntax, scope)).toList();
        Stream<TypedExpr> arrays = syntax.arraySizes().stream().map(s -> size(s, syntax, scope));
        return Stream.concat(arrays, named.dimensions(own).stream()).toList();
    }

    private static Diagnostic wrongSizes(TypeSyntax syntax, NamedType named) {
        String name = syntax.name().text();
        Diagnostic diagnostic = Diagnostic.error(
                Code.WRONG_SIZE,
                syntax.span(),
                "`" + name + "` needs " + named.describeSizes() + ", not "
                        + syntax.sizes().size());
        return named.type().isScalar()
                ? diagnostic.withHint("an array is declared `array[N] " + name + "`")
                : diagnostic.withHint("write `" + name + named.exampleSizes() + "`");
    }

    private TypedExpr size(Optional<Expression> size, TypeSyntax syntax, Variable.Scope scope) {
        Expression expression = size.orElseThrow(() -> new CompileException(
                Diagnostic.error(Code.WRONG_SIZE, syntax.span(), "a declaration needs all its sizes")));
        TypedExpr checked = expressions.check(expression, Type.INT, "a size");
        Optional<TypedExpr.Read> unknown = isTopLevel(scope) ? Qualifiers.unknownAtBind(checked) : Optional.empty();
        if (unknown.isPresent()) {
            throw new CompileException(Diagnostic.error(
                            Code.NOT_DATA,
                            unknown.get().span(),
                            "a size here needs data, but `" + unknown.get().variable() + "` is none")
                    .withNote(Diagnostics.declaredAt(unknown.get().variable()))
                    .withHint("compute it in transformed data"));
        }
        return checked;
    }

    private static boolean isTopLevel(Variable.Scope scope) {
        return switch (scope) {
            case DATA, TRANSFORMED_DATA, PARAMETER, TRANSFORMED_PARAMETER, GENERATED_QUANTITY -> true;
            default -> false;
        };
    }

    private Constraint constraint(TypeSyntax syntax, NamedType named, Type type, Variable.Scope scope) {
        if (type.isComplex() && !syntax.bounds().isEmpty()) {
            throw new CompileException(Diagnostic.error(
                            Code.WRONG_CONSTRAINT,
                            syntax.bounds().get(0).name().span(),
                            "complex numbers take no constraint")
                    .withHint("declare the parts as reals with constraints, and combine them with `to_complex`"));
        }
        boolean constrained = named.isConstrained() || !syntax.bounds().isEmpty();
        if (constrained && !isTopLevel(scope)) {
            throw new CompileException(
                    Diagnostic.error(Code.WRONG_CONSTRAINT, syntax.span(), "a local variable has no constraint")
                            .withHint("write `" + named.type() + "`; to check a value, use `reject`"));
        }
        if (named.isConstrained() && !syntax.bounds().isEmpty()) {
            Identifier bound = syntax.bounds().get(0).name();
            throw new CompileException(Diagnostic.error(
                    Code.WRONG_CONSTRAINT, bound.span(), "`" + syntax.name().text() + "` takes no further constraint"));
        }
        if (named.isConstrained()) {
            return new Constraint.Named(syntax.name().text());
        }
        return syntax.bounds().isEmpty() ? Constraint.NONE : bounds(syntax.bounds(), type);
    }

    private Constraint bounds(List<TypeSyntax.Bound> bounds, Type type) {
        List<String> names = new ArrayList<>();
        for (TypeSyntax.Bound bound : bounds) {
            String name = bound.name().text();
            boolean fits = List.of("lower", "upper", "offset", "multiplier").contains(name)
                    && !names.contains(name)
                    && (names.isEmpty() || isRange(names.get(0)) == isRange(name))
                    && (type.scalar() == Type.REAL || isRange(name));
            if (!fits) {
                throw new CompileException(Diagnostic.error(
                                Code.WRONG_CONSTRAINT, bound.name().span(), "`" + name + "` is not a constraint here")
                        .withAllowed(List.of(
                                type.scalar() == Type.INT
                                        ? "<lower=a, upper=b>, or one of both"
                                        : "<lower=a, upper=b>, <offset=a, multiplier=b>, or one of either")));
            }
            names.add(name);
        }
        return isRange(names.get(0))
                ? new Constraint.Bounds(bound(bounds, "lower", type), bound(bounds, "upper", type))
                : new Constraint.OffsetMultiplier(bound(bounds, "offset", type), bound(bounds, "multiplier", type));
    }

    private static boolean isRange(String name) {
        return name.equals("lower") || name.equals("upper");
    }

    /** A scalar, or of the variable's own type. */
    private Optional<TypedExpr> bound(List<TypeSyntax.Bound> bounds, String name, Type type) {
        Optional<Expression> written = bounds.stream()
                .filter(b -> b.name().text().equals(name))
                .map(TypeSyntax.Bound::value)
                .findFirst();
        return written.map(expression -> {
            TypedExpr value = expressions.check(expression);
            return value.type().isContainer()
                    ? Conversions.require(value, type, "`" + name + "`")
                    : Conversions.require(value, type.scalar(), "`" + name + "`");
        });
    }
}
