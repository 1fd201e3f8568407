package dev.cotangent.cli.command;

import dev.cotangent.cli.UserError;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** A file that is replaced as a whole: whatever happens, it holds the old text or the new one. */
record WholeFile(Path path) {

    private static final Set<PosixFilePermission> WRITE = EnumSet.of(
            PosixFilePermission.OWNER_WRITE, PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    /**
     * Replaces the text. Permissions stay, and a link goes on leading to the file.
     *
     * @param shown what messages call the file
     */
    void replace(String text, Path shown) {
        try {
            Path target = path.toRealPath();
            if (!isWritable(target)) {
                throw new AccessDeniedException(target.toString());
            }
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

    /** False also if nobody may write the file, which does not keep root from it. */
    private static boolean isWritable(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        return Files.isWritable(file)
                && (view == null || view.readAttributes().permissions().stream().anyMatch(WRITE::contains));
    }

    private static void copyPermissions(Path from, Path to) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(to, PosixFileAttributeView.class);
        if (view != null) {
            view.setPermissions(Files.getPosixFilePermissions(from));
        }
    }
}
