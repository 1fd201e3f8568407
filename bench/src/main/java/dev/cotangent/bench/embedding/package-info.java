/** What embedding costs, and what it stands: overhead of the facade, fits under load, models that come and go. */
package dev.cotangent.bench.embedding;
