package dev.cotangent.runtime.federated;

/** A shard does not answer, and will not: whatever retries there are have been made. */
public final class ShardUnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    public ShardUnavailableException(String message) {
        super(message);
    }

    public ShardUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
