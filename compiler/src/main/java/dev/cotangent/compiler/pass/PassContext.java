package dev.cotangent.compiler.pass;

import dev.cotangent.compiler.ir.Names;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What passes share: the program's names, its bind procedure, and the statements that they add to it. */
public final class PassContext {

    private final Names names;
    private final Optional<Procedure> bind;
    private final List<Stmt> additions = new ArrayList<>();

    private PassContext(Names names, Optional<Procedure> bind) {
        this.names = names;
        this.bind = bind;
    }

    /** For procedures that run once the data are bound. */
    public static PassContext afterBind(Names names, Procedure bind) {
        return new PassContext(names, Optional.of(bind));
    }

    /** For the bind procedure itself, and for procedures that it may invoke. */
    public static PassContext ofBind(Names names) {
        return new PassContext(names, Optional.empty());
    }

    public Names names() {
        return names;
    }

    /** The procedure that has written the data, without what passes add to it; empty if that may be still to come. */
    public Optional<Procedure> bind() {
        return bind;
    }

    /** Adds a statement to the end of the bind procedure. */
    public void addToBind(Stmt statement) {
        additions.add(statement);
    }

    /** What passes have added to the end of the bind procedure so far. */
    public List<Stmt> additions() {
        return List.copyOf(additions);
    }
}
