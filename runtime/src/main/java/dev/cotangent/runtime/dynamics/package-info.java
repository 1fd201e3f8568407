/** Hamiltonian dynamics: phase points, metrics, the leapfrog integrator and the U-turn criterion. */
package dev.cotangent.runtime.dynamics;
