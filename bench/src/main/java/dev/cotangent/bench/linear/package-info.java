/** Times of the linear algebra primitives beside EJML's. */
package dev.cotangent.bench.linear;
