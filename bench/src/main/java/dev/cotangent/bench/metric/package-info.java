/** Which programs have a Fisher metric, and what derivatives beyond the gradient cost. */
package dev.cotangent.bench.metric;
