package dev.cotangent.runtime.run;

import dev.cotangent.runtime.kernel.StepInfo;

/** Tells Java's flight recorder of one chain. Belongs to one thread at a time. */
interface RunEvents {

    /** Tells nobody. */
    RunEvents NONE = new RunEvents() {
        @Override
        public void begin() {}

        @Override
        public void transition(Chain chain, StepInfo info) {}

        @Override
        public void adaptation(Chain chain, Adaptation adaptation) {}
    };

    /** Those of this Java, which may have been linked without the recorder. */
    static RunEvents ofThisMachine() {
        return ModuleLayer.boot().findModule("jdk.jfr").isPresent() ? new FlightRecorderEvents() : NONE;
    }

    /** A transition begins. */
    void begin();

    /** A transition has ended, and is counted. */
    void transition(Chain chain, StepInfo info);

    /** Warmup has ended. */
    void adaptation(Chain chain, Adaptation adaptation);
}
