/** Contracts that every file of the standard library keeps. */
package dev.cotangent.compiler.library;
