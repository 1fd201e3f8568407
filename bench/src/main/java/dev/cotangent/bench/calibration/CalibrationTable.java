package dev.cotangent.bench.calibration;

import dev.cotangent.runtime.run.Method;
import java.util.List;
import java.util.Locale;

/** Prints, as Markdown, how uniform ranks of true values are among draws, for five models and a sampler. */
public final class CalibrationTable {

    /**
     * Integration time of static HMC: a quarter of a period of a normal target. The default, a whole one, brings trajectories
     * back to where they began, and ranks among so dependent draws are not uniform, however right the sampler.
     */
    private static final double QUARTER_PERIOD = Math.PI / 2;

    /** Models of this package's resources. */
    static final List<String> MODELS = List.of("normal", "schools", "logistic", "autoregression", "ordinal");

    private CalibrationTable() {}

    /**
     * Prints the table. The exit code is 1 if the least probability of a model, times the number of its quantities, is under
     * 0.001.
     *
     * @param arguments nuts, hmc or walnuts; the number of replications; and, to see it fail, a factor of one prior's scale
     */
    public static void main(String[] arguments) {
        Method method = method(arguments.length > 0 ? arguments[0] : "nuts");
        int replications = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 500;
        double priorFactor = arguments.length > 2 ? Double.parseDouble(arguments[2]) : 1;
        boolean passes = true;
        System.out.println("| model | quantity | replications | p of chi-square | z of mean rank |");
        System.out.println("|---|---|---:|---:|---:|");
        for (String model : MODELS) {
            Calibration calibration = new Calibration(model, method, priorFactor).run(replications);
            calibration.tallies().forEach((quantity, tally) -> print(model, quantity, tally));
            passes &= calibration.leastProbability() >= 0.001;
        }
        System.exit(passes ? 0 : 1);
    }

    private static void print(String model, String quantity, RankTally tally) {
        System.out.printf(
                Locale.ROOT,
                "| %s | `%s` | %d | %.3g | %.2f |%n",
                model,
                quantity.substring("lt_".length()),
                tally.total(),
                tally.chiSquareProbability(),
                tally.meanScore());
    }

    private static Method method(String name) {
        return switch (name) {
            case "nuts" -> Method.nuts();
            case "hmc" -> new Method.StaticHmc(QUARTER_PERIOD);
            case "walnuts" -> Method.walnuts();
            default -> throw new IllegalArgumentException("no method " + name + "; nuts, hmc or walnuts");
        };
    }
}
