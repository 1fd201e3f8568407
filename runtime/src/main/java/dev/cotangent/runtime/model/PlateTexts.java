package dev.cotangent.runtime.model;

import java.util.ArrayList;
import java.util.List;

/** The description of a plate from the texts of a compiled program. */
final class PlateTexts {

    private static final int TEXTS_A_USE = 3;

    private PlateTexts() {}

    static Plate of(CompiledProgram program) {
        String[] texts = program.rowTexts();
        List<Plate.Whole> wholes = new ArrayList<>();
        for (int k = 1; k < texts.length; k += TEXTS_A_USE) {
            wholes.add(new Plate.Whole(texts[k], texts[k + 1], texts[k + 2]));
        }
        return new Plate(texts[0], List.of(), wholes);
    }
}
