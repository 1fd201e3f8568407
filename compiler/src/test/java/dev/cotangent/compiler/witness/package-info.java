/** Programs on which every way to evaluate a model agrees. */
package dev.cotangent.compiler.witness;
