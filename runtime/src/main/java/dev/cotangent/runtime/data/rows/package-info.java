/** Rows of data in files: CSV, and a packed form that is mapped into memory, so that the heap never holds them all. */
package dev.cotangent.runtime.data.rows;
