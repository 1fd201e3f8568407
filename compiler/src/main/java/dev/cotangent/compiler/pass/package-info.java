/** Optimisations of the intermediate representation: one class a pass; all but loop fusion keep every bit. */
package dev.cotangent.compiler.pass;
