/** Optimisations of the intermediate representation: one class a pass, none of them changes a bit of a result. */
package dev.cotangent.compiler.pass;
