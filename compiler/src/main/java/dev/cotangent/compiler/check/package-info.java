/** From the syntax tree to the checked program: names, types, sizes, qualifiers, and the library on demand. */
package dev.cotangent.compiler.check;
