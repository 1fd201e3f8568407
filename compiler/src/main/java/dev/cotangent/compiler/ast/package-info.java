/** The syntax tree: what was written, with its places, before names and types are resolved. */
package dev.cotangent.compiler.ast;
