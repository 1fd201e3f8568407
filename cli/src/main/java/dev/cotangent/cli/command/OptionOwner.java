package dev.cotangent.cli.command;

import java.util.Map;
import java.util.Optional;

/** Refuses options that belong to other choices than the one that was made, and would be left unheeded. */
final class OptionOwner {

    private OptionOwner() {}

    /**
     * Refuses an option that was given.
     *
     * @param owner the choices that have it, as {@code --method=hmc}
     * @throws IllegalArgumentException if there is a value
     */
    static void require(String owner, Optional<?> value, String option) {
        require(owner, Map.of(option, value.isPresent()));
    }

    /**
     * Refuses options that were given.
     *
     * @param given which options were, by name, in the order in which they are looked at
     * @throws IllegalArgumentException if one was
     */
    static void require(String owner, Map<String, Boolean> given) {
        given.forEach((option, isGiven) -> {
            if (isGiven) {
                throw new IllegalArgumentException(option + " is an option of " + owner + " only");
            }
        });
    }
}
