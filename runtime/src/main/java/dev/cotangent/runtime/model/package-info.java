/** The seam between compiled models and everything that evaluates them. */
package dev.cotangent.runtime.model;
