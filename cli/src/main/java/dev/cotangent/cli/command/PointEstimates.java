package dev.cotangent.cli.command;

import dev.cotangent.cli.UserError;
import dev.cotangent.runtime.approximation.ModeSearch;
import dev.cotangent.runtime.approximation.Starts;
import dev.cotangent.runtime.model.Model;
import dev.cotangent.runtime.optimize.LbfgsOptions;
import dev.cotangent.runtime.run.CancelledException;

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

    /** Climbs until done or interrupted. */
    static ModeSearch.Result search(Model model, Starts starts, LbfgsOptions options) {
        try (Interruption interruption = Interruption.listen()) {
            return ModeSearch.run(model, starts, options, interruption.cancellation());
        } catch (CancelledException e) {
            throw new UserError("stopped before a climb began: nothing was written");
        }
    }
}
