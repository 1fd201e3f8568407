/** The multinomial no-U-turn sampler. */
package dev.cotangent.runtime.sampler.nuts;
