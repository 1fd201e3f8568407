/** Riemannian HMC: how exact it is, and what an effective draw costs. */
package dev.cotangent.bench.riemann;
