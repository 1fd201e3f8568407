/** What a compiler provides to the embedding facade, which finds it by {@link java.util.ServiceLoader}. */
package dev.cotangent.spi;
