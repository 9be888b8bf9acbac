package app.quotawatch.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import app.quotawatch.server.secret.Secret;
import app.quotawatch.server.testing.TestDatabase;

class FirstTokenTest {

    @TempDir
    private Path folder;

    @Test
    void firstStart_leavesATokenBesideTheDatabaseThatOnlyItsOwnerReads() throws IOException {
        try (TestDatabase database = TestDatabase.sqlite(folder)) {
            AdminTokens tokens = new AdminTokens(database.database(), Optional.empty(), InstantSource.system());

            start(tokens);

            Path file = folder.resolve("quotawatch.db-admin-token");
            String token = Files.readString(file).strip();
            assertThat(tokens.isValid(Secret.of(token))).isTrue();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files.map(Path::getFileName).map(Path::toString)).noneMatch(name -> name.startsWith("."));
            }
        }
    }

    @Test
    void secondStart_changesNothing() throws IOException {
        try (TestDatabase database = TestDatabase.sqlite(folder)) {
            AdminTokens tokens = new AdminTokens(database.database(), Optional.empty(), InstantSource.system());
            start(tokens);
            Files.delete(folder.resolve("quotawatch.db-admin-token"));

            start(tokens);

            assertThat(folder.resolve("quotawatch.db-admin-token")).doesNotExist();
            assertThat(tokens.list()).hasSize(1);
        }
    }

    @Test
    void configuredToken_makesAFileUnnecessary() {
        try (TestDatabase database = TestDatabase.sqlite(folder)) {
            AdminTokens tokens = new AdminTokens(database.database(), Optional.of("configured"),
                    InstantSource.system());

            start(tokens);

            assertThat(folder.resolve("quotawatch.db-admin-token")).doesNotExist();
            assertThat(tokens.isValid(Secret.of("configured"))).isTrue();
            assertThat(tokens.isValid(Secret.of("Configured"))).isFalse();
        }
    }

    private void start(AdminTokens tokens) {
        new FirstToken(tokens, Optional.of(folder.resolve("quotawatch.db"))).ensure();
    }
}
