package dev.cotangent.compiler.ir;

import dev.cotangent.compiler.source.Source;
import dev.cotangent.runtime.model.BoundModel;
import java.util.List;

/**
 * A lowered model.
 *
 * @param name the model's name
 * @param source its text
 * @param bind reads the data, checks them and computes transformed data; writes everything of storage {@link
 *     Storage#DATA}
 * @param dimension number of unconstrained coordinates, set by {@code bind}
 * @param logDensity of a position (its one buffer) to the log density (its one result)
 * @param draw of a position to a row of output (two buffers: position, row)
 * @param unconstrain reads parameters from a data source and writes a position (its one buffer)
 * @param outputs the output variables
 */
public record Program(
        String name,
        Source source,
        Procedure bind,
        Local dimension,
        Procedure logDensity,
        Procedure draw,
        Procedure unconstrain,
        List<Output> outputs) {

    public Program {
        outputs = List.copyOf(outputs);
    }

    /** The same program with another form of its log density. */
    public Program withLogDensity(Procedure logDensity) {
        return new Program(name, source, bind, dimension, logDensity, draw, unconstrain, outputs);
    }

    /** The same program with another bind procedure. */
    public Program withBind(Procedure bind) {
        return new Program(name, source, bind, dimension, logDensity, draw, unconstrain, outputs);
    }

    /**
     * An output variable, or a plain component of one.
     *
     * @param declared what it is
     * @param sizes its sizes, locals of storage {@link Storage#DATA} or constants, array dimensions first
     */
    public record Output(BoundModel.Output declared, List<Expr> sizes) {
        public Output {
            sizes = List.copyOf(sizes);
        }
    }
}
