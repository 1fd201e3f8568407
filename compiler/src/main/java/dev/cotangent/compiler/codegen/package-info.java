/** From the intermediate representation to a Java class, and that class into the machine. */
package dev.cotangent.compiler.codegen;
