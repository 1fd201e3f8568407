/** Programs and data of posteriordb. */
package dev.cotangent.bench.posteriordb;
