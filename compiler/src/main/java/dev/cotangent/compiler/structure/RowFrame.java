package dev.cotangent.compiler.structure;

import dev.cotangent.compiler.ir.Program;
import java.util.Set;

/**
 * A program whose rows are not there when data are bound.
 *
 * @param program binds what depends on no row; its log density is what no row contributes, its draws are right where they
 *     depend on no row
 * @param density the sum over chosen rows, from their values in the data block
 * @param hidden names of the variables of draws that depend on rows
 */
public record RowFrame(Program program, RowDensity density, Set<String> hidden) {
    public RowFrame {
        hidden = Set.copyOf(hidden);
    }
}
