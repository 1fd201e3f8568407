/** How well models predict: leave-one-out cross-validation by importance sampling, and comparison of models. */
package dev.cotangent.runtime.loo;
