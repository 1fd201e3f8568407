/** What samplers of many particles cost in evaluations of the likelihood. */
package dev.cotangent.bench.ensemble;
