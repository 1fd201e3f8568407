/** What the compiler tells people: located, coded messages, and their one renderer. */
package dev.cotangent.compiler.diagnostic;
