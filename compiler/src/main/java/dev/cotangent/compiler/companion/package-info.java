/** The typed Java class that accompanies a model which is compiled ahead of time. */
package dev.cotangent.compiler.companion;
