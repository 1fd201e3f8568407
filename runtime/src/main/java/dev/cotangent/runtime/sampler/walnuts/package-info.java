/** The no-U-turn sampler whose step size is adapted within the orbit. */
package dev.cotangent.runtime.sampler.walnuts;
