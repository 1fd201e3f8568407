/** What a sampler is: a state, a step, a report of what the step did, and what of it a checkpoint keeps. */
package dev.cotangent.runtime.kernel;
