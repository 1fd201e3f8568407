/** Automatic differentiation: transformations of procedures into procedures, forward and reverse, that compose. */
package dev.cotangent.compiler.autodiff;
