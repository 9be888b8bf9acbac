package app.quotawatch.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import app.quotawatch.server.secret.Secret;
import app.quotawatch.server.testing.TestDatabase;
import app.quotawatch.server.testing.TestTime;

/** What holds of admin tokens and sessions on every database. */
abstract class SessionsContract {

    private static final String CONFIGURED = "a configured admin token";

    private final TestTime time = new TestTime("2026-05-07T12:00:00Z");
    private TestDatabase database;
    private AdminTokens tokens;
    private Sessions sessions;

    abstract TestDatabase create();

    @BeforeEach
    void open() {
        database = create();
        tokens = new AdminTokens(database.database(), Optional.empty(), time);
        sessions = new Sessions(database.database(), tokens, time, time::nanoTime);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Sessions replica(String configured) {
        AdminTokens same = new AdminTokens(database.ofAnotherReplica(), Optional.ofNullable(configured), time);
        return new Sessions(database.ofAnotherReplica(), same, time, time::nanoTime);
    }

    private static Credential session(Secret secret) {
        return new Credential(secret, true);
    }

    private static Credential bearer(String token) {
        return new Credential(Secret.of(token), false);
    }

    @Test
    void session_isOpenOnAllReplicasForTwelveHours() {
        Secret session = sessions.open(tokens.create()).orElseThrow();
        Sessions other = replica(null);

        time.pass(Duration.ofHours(12).minusSeconds(1));
        assertThat(other.isValid(session(session))).isTrue();

        time.pass(Duration.ofSeconds(2));
        assertThat(other.isValid(session(session))).isFalse();
        assertThat(sessions.isValid(session(session))).isFalse();
    }

    @Test
    void session_isNotOpenedByAWrongToken() {
        tokens.create();

        assertThat(sessions.open(Secret.of("qw_admin_wrong"))).isEmpty();
        assertThat(database.number("select count(*) from session")).isZero();
    }

    @Test
    void session_thatWasClosed_endsHereAtOnceAndOnOthersWithinTwoSeconds() {
        Secret session = sessions.open(tokens.create()).orElseThrow();
        Sessions other = replica(null);
        assertThat(other.isValid(session(session))).isTrue();
        assertThat(sessions.isValid(session(session))).isTrue();

        sessions.close(session);

        assertThat(sessions.isKnown(session(session))).isFalse();
        assertThat(sessions.isValid(session(session))).isFalse();
        time.pass(Duration.ofMillis(1_999));
        assertThat(other.isKnown(session(session))).isFalse();
        assertThat(other.isValid(session(session))).isFalse();
    }

    @Test
    void session_endsWithTheTokenThatOpenedIt() {
        Secret token = tokens.create();
        Secret session = sessions.open(token).orElseThrow();

        assertThat(tokens.revoke(token.id())).isTrue();

        assertThat(sessions.isValid(session(session))).isFalse();
        assertThat(sessions.isValid(bearer(token.reveal()))).isFalse();
        assertThat(sessions.open(token)).isEmpty();
        assertThat(tokens.revoke(token.id())).isFalse();
    }

    @Test
    void session_ofTheConfiguredToken_endsWhenAnotherOneIsConfigured() {
        Secret session = replica(CONFIGURED).open(Secret.of(CONFIGURED)).orElseThrow();

        assertThat(replica(CONFIGURED).isValid(session(session))).isTrue();
        assertThat(replica("another admin token").isValid(session(session))).isFalse();
        assertThat(replica(null).isValid(session(session))).isFalse();
    }

    @Test
    void sessionId_isNoToken() {
        Secret token = tokens.create();
        Secret session = sessions.open(token).orElseThrow();

        assertThat(replica(null).isValid(bearer(session.reveal()))).isFalse();
        assertThat(replica(null).isValid(session(token))).isFalse();
    }

    @Test
    void tokensAndSessions_areNotInTheDatabase() {
        Secret token = tokens.create();
        sessions.open(token);

        assertThat(tokens.list()).containsExactly(
                new AdminToken(token.id(), token.reveal().substring(37), time.millis(), true));
        assertThat(database.number("select length(sha256) from session")).isEqualTo(32);
        assertThat(database.number("select length(sha256) from admin_token")).isEqualTo(32);
        assertThat(token.reveal()).matches("qw_admin_[0-9A-Za-z]{32}");
    }

    @Test
    void firstToken_isTheOnlyFirstOne() {
        assertThat(tokens.isFirstStart()).isTrue();
        Secret first = AdminTokens.first();

        assertThat(tokens.addFirst(first)).isTrue();

        assertThat(tokens.addFirst(AdminTokens.first())).isFalse();
        assertThat(sessions.isValid(bearer(first.reveal()))).isTrue();
        tokens.revoke(first.id());
        // who revoked every token does not want another one to appear
        assertThat(tokens.isFirstStart()).isFalse();
    }
}
