/** Derivatives by differences: Hessians, and checks of gradients. */
package dev.cotangent.runtime.derivative;
