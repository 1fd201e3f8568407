/** Streams of random numbers and the standard normal distribution, the same bits on every machine. */
package dev.cotangent.runtime.random;
