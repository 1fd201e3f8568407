/** What a log density is made of: sums over rows of data, and densities with their information. */
package dev.cotangent.compiler.structure;
