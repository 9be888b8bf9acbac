package app.quotawatch.fleet.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import javax.net.ssl.SSLContext;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import app.quotawatch.spi.fleet.FleetSettings;
import app.quotawatch.spi.fleet.FleetStore;
import app.quotawatch.spi.fleet.FleetStoreProvider;
import app.quotawatch.tck.fleet.FleetStoreContract;
import app.quotawatch.tck.fleet.RedisServer;
import app.quotawatch.tck.fleet.TestReplica;
import app.quotawatch.testing.Certificate;

/** With TLS, and a user that may do exactly what docs/fleet.md lists. */
class TlsStoreTest extends FleetStoreContract {

    private static final String USER = "ACL SETUSER quotawatch on >SECRET,/@: ~qw:* resetchannels -@all +evalsha +eval +time +get"
            + " +set +del +hget +hmget +hset +hdel +hgetall +expire +zadd +zrem +zremrangebyscore +zcard";

    @TempDir
    private static Path folder;
    private static SSLContext before;
    private static RedisServer redis;

    @BeforeAll
    static void start() throws NoSuchAlgorithmException {
        before = SSLContext.getDefault();
        Certificate certificate = Certificate.of("localhost");
        certificate.write(folder);
        SSLContext.setDefault(certificate.trusted("TLS"));
        redis = RedisServer.startWithTls(folder.resolve("cert.pem"), folder.resolve("key.pem"),
                List.of("--requirepass", "SECRET-of-tests"), List.of("-a", "SECRET-of-tests"));
        redis.cli(USER.split(" "));
    }

    @AfterAll
    static void stop() {
        redis.close();
        SSLContext.setDefault(before);
    }

    @Override
    protected FleetStoreProvider provider() {
        return new RedisFleetStoreProvider();
    }

    @Override
    protected Function<String, Optional<String>> properties() {
        return Properties.url("rediss://quotawatch:SECRET%2C/@:@localhost:" + redis.port());
    }

    @Override
    protected void empty() {
        redis.cli("FLUSHALL");
    }

    @Test
    void certificateOfAnotherHost_isRejected() {
        assertThat(failure("rediss://quotawatch:SECRET%2C/@:@127.0.0.1:" + redis.port())).contains("Redis at 127.0.0.1:"
                + redis.port() + " is unavailable");
    }

    @Test
    void wrongPassword_isNamed_andNotShown() {
        assertThat(failure("rediss://quotawatch:SECRET@localhost:" + redis.port()))
                .isEqualTo("Redis at localhost:" + redis.port()
                        + " rejects the login: it rejects the user or the password of quotawatch.fleet.redis.url");
    }

    @Test
    void missingPassword_isNamed() {
        assertThat(failure("rediss://localhost:" + redis.port()))
                .endsWith("it requires a password, and quotawatch.fleet.redis.url has none");
    }

    @Test
    void missingPermission_isNamed() {
        redis.cli("ACL", "SETUSER", "reader", "on", ">SECRET", "~*", "+get", "+evalsha", "+eval");

        assertThat(failure("rediss://reader:SECRET@localhost:" + redis.port()))
                .contains("lacks a permission: docs/fleet.md lists what QuotaWatch needs");
    }

    private static String failure(String url) {
        FleetStore store = new RedisFleetStoreProvider()
                .open(new FleetSettings("tls", "production", "a", Duration.ofSeconds(1),
                        Duration.ofSeconds(5), Properties.url(url)));
        try (store) {
            return assertThatThrownBy(() -> store.exchange(new TestReplica(store, "OpenAI").report()))
                    .isInstanceOf(IOException.class).hasMessageNotContaining("SECRET").actual().getMessage();
        }
    }
}
