package dev.cotangent.cli.command;

import dev.cotangent.cli.command.SamplerArguments.MethodName;
import dev.cotangent.runtime.federated.SurrogateOptions;
import dev.cotangent.runtime.run.StochasticOptions;
import dev.cotangent.runtime.run.StochasticOptions.Dynamics;
import dev.cotangent.runtime.run.StochasticOptions.Federation;
import dev.cotangent.runtime.sampler.stochastic.BatchOrder;
import dev.cotangent.runtime.sampler.stochastic.StepSchedule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of samplers on batches of rows. */
final class StochasticArguments {

    private static final double USUAL_DELAY = 1000;

    @Option(names = "--batch", paramLabel = "N", description = "On batches of rows: rows a batch. Default: 100.")
    private Optional<Integer> batch;

    @Option(
            names = "--batch-order",
            paramLabel = "ORDER",
            description = "On batches of rows: replacement (independent draws), epochs (every row once, in a new order"
                    + " each time), or palindromes (epochs there and back). Default: replacement; palindromes for baoab"
                    + " and aboba.")
    private Optional<BatchOrder> order;

    @Option(
            names = "--control-variates",
            description = "On batches of rows: take gradients relative to those at the mode. sgld-cv has them always.")
    private boolean controlVariates;

    @Option(
            names = "--refresh-anchor",
            paramLabel = "N",
            description =
                    "With control variates: move their anchor to the chain every N batches, by a pass over all rows"
                            + " (SVRG). Default: 0, never.")
    private Optional<Integer> refresh;

    @Option(
            names = "--step-decay",
            paramLabel = "POWER",
            description = "On batches of rows: shrink steps as (1 + t / delay)^-POWER, in 0..1. Default: 0, constant.")
    private Optional<Double> decay;

    @Option(
            names = "--step-delay",
            paramLabel = "N",
            description = "With --step-decay: updates before steps begin to shrink much. Default: 1000.")
    private Optional<Double> delay;

    @Option(
            names = "--friction",
            paramLabel = "RATE",
            description = "sghmc, baoab, aboba, lie-trotter: friction per unit of time. Default: 1.")
    private Optional<Double> friction;

    @Option(
            names = "--local-steps",
            paramLabel = "N",
            description = "Over shards: updates a visit, or a round of fald. Default: 1.")
    private Optional<Integer> localSteps;

    @Option(
            names = "--shard-probabilities",
            paramLabel = "P,P,...",
            split = ",",
            description = "Over shards: probability, or share, of each. Default: in proportion to its rows.")
    private List<Double> probabilities = List.of();

    @Option(
            names = "--surrogate",
            paramLabel = "FIT",
            description = "Over shards: fit normal surrogates of shards by laplace or moments. Default: laplace.")
    private Optional<SurrogateOptions.Fit> surrogate;

    @Option(
            names = "--surrogate-shape",
            paramLabel = "SHAPE",
            description = "Over shards: precision of surrogates, full or diagonal. Default: full.")
    private Optional<SurrogateOptions.Shape> shape;

    @Option(
            names = "--noise-correlation",
            paramLabel = "RHO",
            description = "fald: correlation of the noise of different shards, in 0..1. Default: 0.")
    private Optional<Double> correlation;

    @Option(names = "--participants", paramLabel = "N", description = "fald: shards a round. Default: all.")
    private Optional<Integer> participants;

    /**
     * The options for a sampler.
     *
     * @throws IllegalArgumentException if one is outside its domain, or of another sampler
     */
    StochasticOptions options(MethodName method, Optional<Double> stepSize) {
        Dynamics dynamics = method == MethodName.SGLD_CV ? Dynamics.SGLD : Dynamics.valueOf(method.name());
        check(dynamics);
        boolean symmetric = dynamics == Dynamics.BAOAB || dynamics == Dynamics.ABOBA;
        StepSchedule step = new StepSchedule(stepSize.orElse(1.0), decay.orElse(0.0), delay.orElse(USUAL_DELAY));
        return new StochasticOptions(
                dynamics,
                batch.orElse(StochasticOptions.DEFAULT_BATCH),
                order.orElse(symmetric ? BatchOrder.PALINDROMES : BatchOrder.REPLACEMENT),
                controlVariates || method == MethodName.SGLD_CV,
                refresh.orElse(0),
                step,
                stepSize.isPresent(),
                friction.orElse(1.0),
                new Federation(
                        localSteps.orElse(1),
                        probabilities,
                        surrogate.orElse(Federation.DEFAULT.fit()),
                        shape.orElse(Federation.DEFAULT.shape()),
                        correlation.orElse(0.0),
                        participants));
    }

    private void check(Dynamics dynamics) {
        if (!dynamics.isFederated()) {
            reject(ofShards(), "dsgld, fsgld or fald");
        } else if (controlVariates) {
            throw new IllegalArgumentException("--control-variates is no option of --method=" + dynamics.text());
        }
        if (!dynamics.isKinetic()) {
            reject(Map.of("--friction", friction.isPresent()), "sghmc, baoab, aboba or lie-trotter");
        }
        if (dynamics != Dynamics.FALD) {
            reject(ofAverages(), "fald");
        }
    }

    private Map<String, Boolean> ofShards() {
        Map<String, Boolean> given = new LinkedHashMap<>();
        given.put("--local-steps", localSteps.isPresent());
        given.put("--shard-probabilities", !probabilities.isEmpty());
        given.put("--surrogate", surrogate.isPresent());
        given.put("--surrogate-shape", shape.isPresent());
        return given;
    }

    private Map<String, Boolean> ofAverages() {
        Map<String, Boolean> given = new LinkedHashMap<>();
        given.put("--noise-correlation", correlation.isPresent());
        given.put("--participants", participants.isPresent());
        return given;
    }

    /**
     * Makes sure that none is given.
     *
     * @throws IllegalArgumentException if one is
     */
    void reject() {
        Map<String, Boolean> given = new LinkedHashMap<>();
        given.put("--batch", batch.isPresent());
        given.put("--batch-order", order.isPresent());
        given.put("--control-variates", controlVariates);
        given.put("--refresh-anchor", refresh.isPresent());
        given.put("--step-decay", decay.isPresent());
        given.put("--step-delay", delay.isPresent());
        given.put("--friction", friction.isPresent());
        given.putAll(ofShards());
        given.putAll(ofAverages());
        reject(given, "sgld and other samplers on batches of rows");
    }

    private static void reject(Map<String, Boolean> given, String owners) {
        OptionOwner.require("--method=" + owners, given);
    }
}
