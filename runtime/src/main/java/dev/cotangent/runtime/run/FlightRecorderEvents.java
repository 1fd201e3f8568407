package dev.cotangent.runtime.run;

import dev.cotangent.runtime.kernel.StepInfo;

/** Events of one chain; they cost a look at a flag while nobody records. */
final class FlightRecorderEvents implements RunEvents {

    private TransitionEvent transition = new TransitionEvent();

    @Override
    public void begin() {
        if (transition.isEnabled()) {
            transition = new TransitionEvent();
            transition.begin();
        }
    }

    @Override
    public void transition(Chain chain, StepInfo info) {
        if (transition.isEnabled() && transition.shouldCommit()) {
            transition.model = chain.modelName();
            transition.chain = chain.number() + 1;
            transition.iteration = chain.iterations();
            transition.warmup = chain.phase() == Phase.WARMUP;
            transition.divergent = info.isDivergent();
            transition.treeDepth = info.treeDepth();
            transition.integrationSteps = info.numIntegrationSteps();
            transition.acceptanceRate = info.acceptanceRate();
            transition.stepSize = info.stepSize();
            transition.commit();
        }
    }

    @Override
    public void adaptation(Chain chain, Adaptation adaptation) {
        AdaptationEvent event = new AdaptationEvent();
        if (event.isEnabled()) {
            event.model = chain.modelName();
            event.chain = chain.number() + 1;
            event.iterations = chain.iterations();
            event.stepSize = adaptation.stepSize();
            event.metric = adaptation.metric().kind().name();
            event.commit();
        }
    }
}
