package dev.cotangent.runtime.run;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** One transition of a chain. Off unless a recording asks for it, as there are millions of them. */
@Name("dev.cotangent.Transition")
@Label("Transition")
@Description("One transition of a chain")
@Category("Cotangent")
@StackTrace(false)
@Enabled(false)
final class TransitionEvent extends Event {

    @Label("Model")
    String model;

    @Label("Chain")
    int chain;

    @Label("Iteration")
    @Description("Iterations done, warmup included")
    int iteration;

    @Label("Warmup")
    boolean warmup;

    @Label("Divergent")
    boolean divergent;

    @Label("Tree Depth")
    int treeDepth;

    @Label("Integration Steps")
    int integrationSteps;

    @Label("Acceptance Rate")
    double acceptanceRate;

    @Label("Step Size")
    double stepSize;
}
