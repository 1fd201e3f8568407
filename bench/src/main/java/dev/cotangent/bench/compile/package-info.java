/** Time from a program's text to its first gradient. */
package dev.cotangent.bench.compile;
