/** What a checked program takes, computes and uses. */
package dev.cotangent.compiler.describe;
