/** Files that a run writes, and their readers. */
package dev.cotangent.runtime.output;
