/** The two random primitives that every generator of the library is written with. */
package dev.cotangent.stdlib.random;
