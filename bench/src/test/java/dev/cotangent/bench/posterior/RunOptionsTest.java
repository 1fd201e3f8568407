package dev.cotangent.bench.posterior;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class RunOptionsTest {

    @Test
    void namesAreThoseOfPosteriorsOrPrograms() {
        RunOptions options = parse("--only", "arK,mesquite-mesquite", "--except", "sblri-blr");

        assertTrue(options.wants("arK-arK"));
        assertTrue(options.wants("mesquite-mesquite"));
        assertFalse(options.wants("mesquite-logmesquite"));
        assertFalse(options.wants("sblri-blr"));
    }

    @Test
    void samplerTakesWhatIsGivenAndTheDefaultsElse() {
        RunOptions options = parse("--draws", "50", "--seeds", "7,8");

        assertEquals(50, options.samplerOptions(7).draws());
        assertEquals(4, options.samplerOptions(7).chains());
        assertEquals(List.of(7L, 8L), options.seeds());
        assertEquals(8, options.samplerOptions(8).seed());
    }

    @Test
    void rejectsWhatItDoesNotKnow() {
        assertThrows(IllegalArgumentException.class, () -> parse("--seed", "1"));
        assertThrows(IllegalArgumentException.class, () -> parse("--draws"));
        assertThrows(IllegalArgumentException.class, () -> parse("--target-accept", "2"));
    }

    private static RunOptions parse(String... more) {
        String[] arguments = new String[4 + more.length];
        System.arraycopy(new String[] {"--posteriordb", "p", "--golden", "g"}, 0, arguments, 0, 4);
        System.arraycopy(more, 0, arguments, 4, more.length);
        return RunOptions.parse(arguments);
    }
}
