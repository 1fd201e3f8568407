/** From text to the syntax tree. The only package that knows ANTLR. */
package dev.cotangent.compiler.parse;
