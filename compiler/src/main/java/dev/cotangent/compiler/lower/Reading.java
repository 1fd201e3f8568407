package dev.cotangent.compiler.lower;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Emitter;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Names;
import dev.cotangent.compiler.ir.ScalarType;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.compiler.ir.Storage;
import dev.cotangent.compiler.typed.Type;
import dev.cotangent.compiler.typed.Variable;
import java.util.ArrayList;
import java.util.List;

/** Reads values of plain variables, and of complex ones, of which a source has the two parts as a last dimension. */
final class Reading {

    private static final Expr PARTS = Expr.integer(2);

    private final Emitter emitter;
    private final Elements elements;

    Reading(Emitter emitter, Elements elements) {
        this.emitter = emitter;
        this.elements = elements;
    }

    /** A fresh place for the variable's value, or one for each part. */
    static List<Value> places(Variable variable, List<Expr> sizes, Storage storage, Names names) {
        return variable.leaves().map(leaf -> place(leaf, sizes, storage, names)).toList();
    }

    private static Value place(Variable leaf, List<Expr> sizes, Storage storage, Names names) {
        ScalarType type = leaf.type().scalar() == Type.INT ? ScalarType.INT : ScalarType.REAL;
        String name = names.fresh(leaf.name());
        return leaf.type().isScalar()
                ? new Value.Scalar(Expr.read(new Local(name, type, storage)), false)
                : new Value.Stored(leaf.type(), new Buffer(name, type, storage), Arithmetic.ZERO, sizes, false, false);
    }

    /** Reads the variable's value into its places. */
    void read(Variable variable, List<Expr> sizes, List<Value> places) {
        if (variable.type().isComplex()) {
            readParts(variable, sizes, places);
        } else if (places.get(0) instanceof Value.Scalar s) {
            emitter.emit(new Stmt.ReadScalar(variable.name(), local(s), variable.span()));
        } else if (places.get(0) instanceof Value.Stored s) {
            boolean matrix = variable.type().innermost() == Type.MATRIX;
            emitter.emit(new Stmt.ReadContainer(variable.name(), s.buffer(), sizes, matrix, variable.span()));
        }
    }

    private static Local local(Value.Scalar place) {
        return ((Expr.Read) place.expr()).local();
    }

    private void readParts(Variable variable, List<Expr> sizes, List<Value> places) {
        Buffer both = emitter.buffer(variable.name(), ScalarType.REAL);
        List<Expr> shape = new ArrayList<>(sizes);
        shape.add(PARTS);
        emitter.emit(new Stmt.ReadContainer(variable.name(), both, shape, false, variable.span()));
        for (int k = 0; k < places.size(); k++) {
            Expr part = Expr.integer(k);
            if (places.get(k) instanceof Value.Scalar s) {
                emitter.assign(local(s), new Expr.Load(both, part));
            } else if (places.get(k) instanceof Value.Stored s) {
                elements.allocate(s.buffer(), s.count(), Stmt.Fill.NONE);
                Type rows = Type.array(Type.REAL, sizes.size());
                elements.forEach(s.type(), sizes, i -> {
                    Expr from = Arithmetic.add(Arithmetic.multiply(Value.linear(rows, sizes, i), PARTS), part);
                    emitter.emit(new Stmt.Store(s.buffer(), s.index(i), new Expr.Load(both, from), emitter.span()));
                });
            }
        }
    }
}
