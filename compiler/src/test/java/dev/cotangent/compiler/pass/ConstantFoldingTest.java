package dev.cotangent.compiler.pass;

import static dev.cotangent.compiler.pass.Code.add;
import static dev.cotangent.compiler.pass.Code.divide;
import static dev.cotangent.compiler.pass.Code.integer;
import static dev.cotangent.compiler.pass.Code.less;
import static dev.cotangent.compiler.pass.Code.load;
import static dev.cotangent.compiler.pass.Code.log;
import static dev.cotangent.compiler.pass.Code.multiply;
import static dev.cotangent.compiler.pass.Code.read;
import static dev.cotangent.compiler.pass.Code.real;
import static dev.cotangent.compiler.pass.Code.subtract;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Operator;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.Stmt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConstantFoldingTest {

    private final Code code = new Code();
    private final Local y = code.real("y");

    private Expr folded(Expr expression) {
        Procedure procedure = code.procedure(() -> code.assign(code.result, expression));
        Procedure result = new ConstantFolding().run(procedure, PassContext.ofBind(code.names));
        return ((Stmt.Assign) result.body().get(0)).value();
    }

    @Test
    void computesConstantsAndTakesTheirBranches() {
        Local n = code.integer("n");
        Procedure procedure = code.procedure(() -> {
            code.assign(code.result, log(multiply(real(2), real(3))));
            code.branch(less(integer(2), integer(1)), () -> code.check(integer(0)), () -> code.assign(y, real(3)));
            code.check(less(integer(1), integer(2)));
            code.loop(n, integer(1), integer(0), () -> code.check(integer(0)));
            code.loop(n, integer(3), integer(3), () -> code.store(code.out, read(n), real(7)));
            code.assign(code.result, subtract(read(code.result), Expr.of(Operator.NEGATE, read(y))));
        });
        Golden.verify("constants", new ConstantFolding(), code, procedure);
    }

    @Test
    void keepsDivisionByZeroForTheRun() {
        Expr division = divide(integer(1), integer(0));
        assertThat(folded(Expr.of(Operator.TO_REAL, division))).isEqualTo(Expr.of(Operator.TO_REAL, division));
    }

    @Test
    void keepsProductsWithZero() {
        Expr product = multiply(real(0), read(y));
        assertThat(folded(product)).isEqualTo(product);
    }

    @Test
    void keepsSumsWithPositiveZero() {
        Expr sum = add(read(y), real(0.0));
        assertThat(folded(sum)).isEqualTo(sum);
    }

    @Test
    void dropsNegativeZeroFromSums() {
        assertThat(folded(add(read(y), real(-0.0)))).isEqualTo(read(y));
    }

    @Test
    void addsUpOffsetsOfIndices() {
        Local n = code.integer("n");
        Expr index = subtract(add(subtract(read(n), integer(1)), integer(3)), integer(2));
        assertThat(folded(load(code.q, index))).isEqualTo(load(code.q, read(n)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {2, -4, 0.125, 0x1p1022, 0x1p-1022})
    void multipliesByExactReciprocals(double divisor) {
        assertThat(folded(divide(read(y), real(divisor)))).isEqualTo(multiply(read(y), real(1 / divisor)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {3, 0.1, 0x1p1023, Double.MIN_VALUE, Double.POSITIVE_INFINITY, Double.NaN})
    void keepsDivisionsWithoutExactReciprocal(double divisor) {
        Expr division = divide(read(y), real(divisor));
        assertThat(folded(division)).isEqualTo(division);
    }
}
