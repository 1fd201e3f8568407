/** What a sampler is: a state, a step, and a report of what the step did. */
package dev.cotangent.runtime.kernel;
