package dev.cotangent.runtime.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The description of a plate from the texts of a compiled program. */
final class PlateTexts {

    private static final int GROUP = 3;

    private PlateTexts() {}

    static Plate of(CompiledProgram program) {
        String[] texts = program.rowTexts();
        int[][] sizes = program.rowSizes();
        List<RowVariable> variables = new ArrayList<>();
        for (int v = 0; v < sizes.length; v++) {
            int at = 1 + GROUP * v;
            if (!texts[at].isEmpty()) {
                variables.add(new RowVariable(
                        texts[at],
                        texts[at + 1].equals("int"),
                        Arrays.stream(sizes[v]).boxed().toList(),
                        texts[at + 2].equals("matrix")));
            }
        }
        List<Plate.Whole> wholes = new ArrayList<>();
        for (int k = 1 + GROUP * sizes.length; k < texts.length; k += GROUP) {
            wholes.add(new Plate.Whole(texts[k], texts[k + 1], texts[k + 2]));
        }
        return new Plate(texts[0], variables, wholes);
    }
}
