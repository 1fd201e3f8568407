/** Which programs of stanc3's own test suite the compiler accepts, and how it rejects those that it must. */
package dev.cotangent.bench.acceptance;
