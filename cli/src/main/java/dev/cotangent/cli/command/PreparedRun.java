package dev.cotangent.cli.command;

import dev.cotangent.runtime.model.Model;
import dev.cotangent.runtime.output.Provenance;
import dev.cotangent.runtime.run.SamplerOptions;

/** A model with its data, what to draw from it, and where all that comes from. */
record PreparedRun(Model model, SamplerOptions options, Provenance provenance) {}
