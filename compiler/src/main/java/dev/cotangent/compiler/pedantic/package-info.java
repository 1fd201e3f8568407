/** Looks for what is valid and often not meant: one class a group of rules, over facts that they share. */
package dev.cotangent.compiler.pedantic;
