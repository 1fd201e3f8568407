/** Dense linear algebra over flat column-major arrays, with sums in a fixed order and no allocation. */
package dev.cotangent.stdlib.linear;
