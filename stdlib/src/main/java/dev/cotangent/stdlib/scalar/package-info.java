/** Scalar primitives: elementary and special functions that give the same bits on every machine. */
package dev.cotangent.stdlib.scalar;
