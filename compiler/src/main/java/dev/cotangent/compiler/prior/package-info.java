/** The prior of a program alone: its log density without the likelihood. */
package dev.cotangent.compiler.prior;
