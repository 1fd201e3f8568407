package dev.cotangent.cli.command;

import dev.cotangent.cli.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;

/** A file that is replaced as a whole: whatever happens, it holds the old text or the new one. */
record WholeFile(Path path) {

    /**
     * Replaces the text. Permissions stay, and a link goes on leading to the file.
     *
     * @param shown what messages call the file
     */
    void replace(String text, Path shown) {
        try {
            Path target = path.toRealPath();
            Path written = Files.createTempFile(target.getParent(), "." + target.getFileName(), ".tmp");
            try {
                Files.writeString(written, text);
                copyPermissions(target, written);
                Files.move(written, target, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(written);
            }
        } catch (IOException e) {
            throw UserError.unwritable(shown, e);
        }
    }

    private static void copyPermissions(Path from, Path to) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(to, PosixFileAttributeView.class);
        if (view != null) {
            view.setPermissions(Files.getPosixFilePermissions(from));
        }
    }
}
