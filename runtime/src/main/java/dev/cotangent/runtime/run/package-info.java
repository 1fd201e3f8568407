/** Running chains: options, initial positions, threads, cancellation, progress and the draws that come out. */
package dev.cotangent.runtime.run;
