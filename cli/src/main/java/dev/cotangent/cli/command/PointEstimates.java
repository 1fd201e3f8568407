package dev.cotangent.cli.command;

import dev.cotangent.cli.UserError;
import dev.cotangent.runtime.model.Model;

/** What commands that climb to a mode have in common. */
final class PointEstimates {

    private PointEstimates() {}

    /**
     * A model without parameters has no mode.
     *
     * @throws UserError if the model has none
     */
    static void requireParameters(Model model) {
        if (model.layout().dimension() == 0) {
            throw new UserError(model.name() + " has no parameters, so there is nothing to optimise:"
                    + " use cotangent sample for its generated quantities");
        }
    }
}
