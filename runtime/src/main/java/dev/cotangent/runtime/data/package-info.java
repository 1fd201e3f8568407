/** Where a model's data come from: Stan's JSON format, or values that a program holds. */
package dev.cotangent.runtime.data;
