package dev.cotangent.runtime.run;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** The end of a chain's warmup. */
@Name("dev.cotangent.Adaptation")
@Label("Adaptation")
@Description("What a chain samples with after warmup")
@Category("Cotangent")
@StackTrace(false)
final class AdaptationEvent extends Event {

    @Label("Model")
    String model;

    @Label("Chain")
    int chain;

    @Label("Iterations")
    @Description("Iterations of warmup")
    int iterations;

    @Label("Step Size")
    double stepSize;

    @Label("Metric")
    String metric;
}
