package dev.cotangent.compiler.pass;

import dev.cotangent.compiler.ir.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A value in a round of a loop as a sum of squares of affine forms, each with a coefficient, and an affine form. */
record QuadraticForm(List<Square> squares, AffineForm rest) {

    /** {@code coefficient * root²}; the coefficient is the same in every round. */
    record Square(Expr coefficient, AffineForm root) {
        private Square scaled(Expr factor) {
            return new Square(AffineForm.product(coefficient, factor), root);
        }
    }

    static QuadraticForm of(AffineForm form) {
        return new QuadraticForm(List.of(), form);
    }

    static QuadraticForm squareOf(AffineForm root) {
        AffineForm none = new AffineForm(Map.of(), List.of());
        return new QuadraticForm(List.of(new Square(AffineForm.ONE, root)), none);
    }

    QuadraticForm plus(QuadraticForm other) {
        List<Square> all = new ArrayList<>(squares);
        all.addAll(other.squares);
        return new QuadraticForm(all, rest.plus(other.rest));
    }

    QuadraticForm negated() {
        return scaled(Expr.real(-1));
    }

    /** Times what is the same in every round. */
    QuadraticForm scaled(Expr factor) {
        return new QuadraticForm(
                squares.stream().map(square -> square.scaled(factor)).toList(), rest.scaled(factor));
    }
}
