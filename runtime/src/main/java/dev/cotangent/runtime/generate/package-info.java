/** Generated quantities for draws that exist already. */
package dev.cotangent.runtime.generate;
