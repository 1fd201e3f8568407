/** The checked program: names resolved, every expression typed, operators and calls resolved to one meaning. */
package dev.cotangent.compiler.typed;
