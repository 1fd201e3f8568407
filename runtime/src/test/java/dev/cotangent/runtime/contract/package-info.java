/** What every kernel, stride and integrator must hold, and broken ones that show that the claims are tested. */
package dev.cotangent.runtime.contract;
