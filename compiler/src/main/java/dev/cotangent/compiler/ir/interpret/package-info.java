/** The slow reference for the intermediate representation: what generated code must agree with, bit for bit. */
package dev.cotangent.compiler.ir.interpret;
