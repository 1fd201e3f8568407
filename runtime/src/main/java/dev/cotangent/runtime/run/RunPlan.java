package dev.cotangent.runtime.run;

import dev.cotangent.runtime.model.Model;

/** What all chains of a run share. */
record RunPlan(Model model, SamplerOptions options, RunControl control) {}
