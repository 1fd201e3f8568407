/** What a log density is made of: sums over rows of data. */
package dev.cotangent.compiler.structure;
