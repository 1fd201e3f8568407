/**
 * Data that several owners hold and do not move: what a shard is asked to do, how the answers become a chain, and shards within one
 * process.
 */
package dev.cotangent.runtime.federated;
