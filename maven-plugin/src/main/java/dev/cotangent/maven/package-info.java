/** Compiles models in a Maven build. */
package dev.cotangent.maven;
