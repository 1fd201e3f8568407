/** The compiler: from a model's text to code, the whole way on one screen in {@link dev.cotangent.compiler.Compiler}. */
package dev.cotangent.compiler;
