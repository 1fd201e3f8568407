package dev.cotangent.compiler.check;

import dev.cotangent.compiler.typed.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The variables that can be seen, innermost block first. A name is declared once along the chain. */
final class Scope {

    private final Optional<Scope> outer;
    private final Map<String, Variable> variables = new HashMap<>();

    private Scope(Optional<Scope> outer) {
        this.outer = outer;
    }

    static Scope empty() {
        return new Scope(Optional.empty());
    }

    /** A block inside this one. */
    Scope nested() {
        return new Scope(Optional.of(this));
    }

    void declare(Variable variable) {
        variables.put(variable.name(), variable);
    }

    Optional<Variable> find(String name) {
        Variable own = variables.get(name);
        return own != null ? Optional.of(own) : outer.flatMap(o -> o.find(name));
    }

    /** Every name that can be seen. */
    List<String> names() {
        List<String> names = new ArrayList<>(variables.keySet());
        outer.ifPresent(o -> names.addAll(o.names()));
        return names;
    }
}
