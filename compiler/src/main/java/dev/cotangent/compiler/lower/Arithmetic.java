package dev.cotangent.compiler.lower;

import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Operator;
import java.util.List;

/** Integer arithmetic on indices and sizes, folded where it is trivial. */
final class Arithmetic {

    static final Expr ZERO = Expr.integer(0);
    static final Expr ONE = Expr.integer(1);

    private Arithmetic() {}

    /** {@code base + offset}: a normal form for simple index expressions. */
    record Affine(Expr base, int offset) {
        static Affine of(Expr e) {
            if (e instanceof Expr.IntConstant c) {
                return new Affine(ZERO, c.value());
            }
            if (e instanceof Expr.Operation o && o.type() == dev.cotangent.compiler.ir.ScalarType.INT) {
                if (o.operator() == Operator.ADD && o.operands().get(1) instanceof Expr.IntConstant c) {
                    Affine left = of(o.operands().get(0));
                    return new Affine(left.base, left.offset + c.value());
                }
                if (o.operator() == Operator.ADD && o.operands().get(0) instanceof Expr.IntConstant c) {
                    Affine right = of(o.operands().get(1));
                    return new Affine(right.base, right.offset + c.value());
                }
                if (o.operator() == Operator.SUBTRACT && o.operands().get(1) instanceof Expr.IntConstant c) {
                    Affine left = of(o.operands().get(0));
                    return new Affine(left.base, left.offset - c.value());
                }
            }
            return new Affine(e, 0);
        }

        Expr expr() {
            if (offset == 0) {
                return base;
            }
            if (base.equals(ZERO)) {
                return Expr.integer(offset);
            }
            return offset > 0
                    ? Expr.of(Operator.ADD, base, Expr.integer(offset))
                    : Expr.of(Operator.SUBTRACT, base, Expr.integer(-offset));
        }
    }

    static Expr add(Expr a, Expr b) {
        Affine x = Affine.of(a);
        Affine y = Affine.of(b);
        int offset = x.offset + y.offset;
        if (x.base.equals(ZERO)) {
            return new Affine(y.base, offset).expr();
        }
        if (y.base.equals(ZERO)) {
            return new Affine(x.base, offset).expr();
        }
        return new Affine(Expr.of(Operator.ADD, x.base, y.base), offset).expr();
    }

    static Expr subtract(Expr a, Expr b) {
        Affine x = Affine.of(a);
        Affine y = Affine.of(b);
        int offset = x.offset - y.offset;
        if (x.base.equals(y.base)) {
            return Expr.integer(offset);
        }
        if (y.base.equals(ZERO)) {
            return new Affine(x.base, offset).expr();
        }
        return new Affine(Expr.of(Operator.SUBTRACT, x.base, y.base), offset).expr();
    }

    static Expr multiply(Expr a, Expr b) {
        if (a instanceof Expr.IntConstant x
                && b instanceof Expr.IntConstant y
                && (long) x.value() * y.value() == x.value() * y.value()) {
            return Expr.integer(x.value() * y.value());
        }
        if (a.equals(ONE) || b.equals(ZERO)) {
            return b;
        }
        return b.equals(ONE) || a.equals(ZERO) ? a : Expr.of(Operator.MULTIPLY, a, b);
    }

    static Expr product(List<Expr> factors) {
        return factors.stream().reduce(ONE, Arithmetic::multiply);
    }

    static Expr decrement(Expr a) {
        return subtract(a, ONE);
    }
}
