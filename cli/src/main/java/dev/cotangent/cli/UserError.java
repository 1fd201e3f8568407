package dev.cotangent.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Objects;

/** Something that the user can put right; the message is shown as it is. */
public final class UserError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UserError(String message) {
        super(message);
    }

    private UserError(String message, Throwable cause) {
        super(message, cause);
    }

    /** A file that cannot be read. */
    public static UserError unreadable(Path file, IOException cause) {
        return new UserError("cannot read " + file + ": " + reason(cause), cause);
    }

    /** Files that cannot be written. */
    public static UserError unwritable(Path file, IOException cause) {
        return new UserError("cannot write " + file + ": " + reason(cause), cause);
    }

    /** Why a file could not be used, in words. */
    static String reason(IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return "no such file";
        }
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (cause instanceof CharacterCodingException) {
            return "it is not UTF-8 text";
        }
        if (cause instanceof FileAlreadyExistsException || cause instanceof NotDirectoryException) {
            return "it is not a folder";
        }
        String message = cause instanceof FileSystemException system ? system.getReason() : null;
        message =
                Objects.requireNonNullElse(message, Objects.requireNonNullElseGet(cause.getMessage(), cause::toString));
        return message.equals("Is a directory") ? "it is a folder" : message;
    }
}
