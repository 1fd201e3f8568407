/** One log density on several threads. */
package dev.cotangent.runtime.parallel;
