package dev.cotangent.runtime.output;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.cotangent.runtime.run.Adaptation;
import dev.cotangent.runtime.run.ChainReport;
import dev.cotangent.runtime.run.Initialisation;
import dev.cotangent.runtime.run.Method;
import dev.cotangent.runtime.run.RejectionCount;
import dev.cotangent.runtime.run.RunReport;
import dev.cotangent.runtime.run.SamplerOptions;
import dev.cotangent.runtime.warmup.AdaptationOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;

/** The content of {@code run.json}. */
final class ManifestWriter {

    private static final double NANOS_PER_SECOND = 1e9;

    private final JsonGenerator json;

    ManifestWriter(JsonGenerator json) {
        this.json = json;
    }

    void write(RunReport report, Provenance provenance) throws IOException {
        json.writeStartObject();
        json.writeStringField("model", report.header().model());
        json.writeStringField("modelHash", provenance.modelHash());
        json.writeStringField("dataHash", provenance.dataHash());
        json.writeStringField("version", provenance.version());
        json.writeStringField("java", System.getProperty("java.version"));
        json.writeStringField("status", lowerCase(report.status()));
        json.writeNumberField("seconds", seconds(report.elapsed()));
        json.writeNumberField("divergences", report.divergences());
        writeOptions(report.header().options());
        json.writeArrayFieldStart("chains");
        for (ChainReport chain : report.chains()) {
            writeChain(chain);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void writeOptions(SamplerOptions options) throws IOException {
        json.writeObjectFieldStart("options");
        writeMethod(options.method());
        json.writeNumberField("chains", options.chains());
        json.writeNumberField("warmup", options.warmup());
        json.writeNumberField("draws", options.draws());
        json.writeNumberField("thin", options.thin());
        json.writeBooleanField("saveWarmup", options.saveWarmup());
        json.writeNumberField("seed", options.seed());
        json.writeNumberField("threads", options.threads());
        json.writeStringField("metric", lowerCase(options.metricKind()));
        json.writeNumberField("stepSize", options.stepSize());
        json.writeNumberField("stepSizeJitter", options.stepSizeJitter());
        writeAdaptationOptions(options.adaptation());
        writeInitialisation(options.initialisation());
        json.writeEndObject();
    }

    private void writeMethod(Method method) throws IOException {
        if (method instanceof Method.Nuts nuts) {
            json.writeStringField("method", "nuts");
            json.writeNumberField("maxDepth", nuts.maxDepth());
        } else if (method instanceof Method.Walnuts walnuts) {
            json.writeStringField("method", "walnuts");
            json.writeNumberField("maxDepth", walnuts.maxDepth());
            json.writeNumberField("maxError", walnuts.maxError());
            json.writeNumberField("maxHalvings", walnuts.maxHalvings());
        } else if (method instanceof Method.StaticHmc hmc) {
            json.writeStringField("method", "hmc");
            json.writeNumberField("integrationTime", hmc.integrationTime());
        }
    }

    private void writeAdaptationOptions(AdaptationOptions options) throws IOException {
        json.writeObjectFieldStart("adaptation");
        json.writeNumberField("targetAccept", options.targetAccept());
        json.writeNumberField("gamma", options.gamma());
        json.writeNumberField("kappa", options.kappa());
        json.writeNumberField("t0", options.t0());
        json.writeNumberField("initBuffer", options.initBuffer());
        json.writeNumberField("termBuffer", options.termBuffer());
        json.writeNumberField("baseWindow", options.baseWindow());
        json.writeEndObject();
    }

    private void writeInitialisation(Initialisation initialisation) throws IOException {
        if (initialisation instanceof Initialisation.Uniform uniform) {
            json.writeNumberField("initialRadius", uniform.radius());
        } else {
            json.writeStringField("initial", initialisation instanceof Initialisation.Values ? "values" : "positions");
        }
    }

    private void writeChain(ChainReport chain) throws IOException {
        json.writeStartObject();
        json.writeNumberField("chain", chain.chain() + 1);
        json.writeStringField("status", lowerCase(chain.status()));
        writePhase("warmup", chain.warmup());
        writePhase("sampling", chain.sampling());
        if (chain.adaptation().isPresent()) {
            writeAdaptation(chain.adaptation().get());
        }
        json.writeArrayFieldStart("rejections");
        for (RejectionCount rejection : chain.rejections()) {
            writeRejection(rejection);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void writePhase(String name, ChainReport.PhaseReport phase) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("iterations", phase.iterations());
        json.writeNumberField("divergences", phase.divergences());
        json.writeNumberField("depthLimits", phase.depthLimits());
        json.writeNumberField("leapfrogs", phase.leapfrogs());
        json.writeNumberField("seconds", seconds(phase.elapsed()));
        json.writeEndObject();
    }

    private void writeAdaptation(Adaptation adaptation) throws IOException {
        json.writeNumberField("stepSize", adaptation.stepSize());
        json.writeArrayFieldStart("inverseMass");
        double[][] rows = adaptation.metric().inverseMass();
        for (double[] row : rows) {
            json.writeArray(row, 0, row.length);
        }
        json.writeEndArray();
    }

    private void writeRejection(RejectionCount rejection) throws IOException {
        json.writeStartObject();
        json.writeStringField("location", rejection.location());
        json.writeStringField("message", rejection.message());
        json.writeNumberField("count", rejection.count());
        json.writeEndObject();
    }

    private static String lowerCase(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / NANOS_PER_SECOND;
    }
}
