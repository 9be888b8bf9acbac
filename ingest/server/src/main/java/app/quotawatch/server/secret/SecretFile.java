package app.quotawatch.server.secret;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A small file that only its owner can read. */
public final class SecretFile {

    private SecretFile() {}

    /** Writes it as a whole, in place of a former one; others cannot read it at any time. */
    public static void replace(Path file, String content) throws IOException {
        // the permissions of a temporary file are its owner's alone
        Path temporary = Files.createTempFile(file.toAbsolutePath().getParent(), "." + file.getFileName(), null);
        try {
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap((content + "\n").getBytes(StandardCharsets.US_ASCII)));
                // what is encrypted with it must not outlive it
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
