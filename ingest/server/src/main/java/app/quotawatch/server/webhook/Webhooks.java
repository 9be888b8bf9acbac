package app.quotawatch.server.webhook;

import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import app.quotawatch.ingest.wire.HttpProblem;
import app.quotawatch.server.config.ServerConfig;
import app.quotawatch.server.database.Database;
import app.quotawatch.server.rest.Timestamps;
import io.vertx.core.json.JsonObject;

/** The webhooks of all projects. Thread-safe. */
@Singleton
final class Webhooks {

    private static final Logger LOG = Logger.getLogger(Webhooks.class);

    static final String TEST_EVENT = "webhook.test";

    private static final int MAX_PER_PROJECT = 20;

    private static final String COLUMNS = "select id, project, url, active, created_at from webhook ";
    private static final String COUNT = "select count(*) from webhook where project = ?";
    private static final String INSERT = "insert into webhook (project, url, secret, active, created_at) values (?, ?, ?, ?, ?) returning id";
    private static final String ACTIVATE = "update webhook set active = ? where id = ?";
    private static final String END_DUE = """
            update webhook_delivery set status = 'failed', last_error = ?, ended_at = ? \
            where webhook = ? and status = 'due'""";
    private static final String DELETE_DELIVERIES = "delete from webhook_delivery where webhook = ?";
    private static final String DELETE = "delete from webhook where id = ?";

    private final Database database;
    private final SecretKeys keys;
    private final boolean allowPrivate;
    private final Resolver resolver;
    private final InstantSource clock;

    @Inject
    Webhooks(Database database, SecretKeys keys, ServerConfig config) {
        this(database, keys, config.server().allowPrivateWebhooks(), Resolver.SYSTEM, InstantSource.system());
    }

    Webhooks(Database database, SecretKeys keys, boolean allowPrivate, Resolver resolver, InstantSource clock) {
        this.database = database;
        this.keys = keys;
        this.allowPrivate = allowPrivate;
        this.resolver = resolver;
        this.clock = clock;
    }

    /** Returns a project's webhooks, in the order of their creation. */
    List<Webhook> of(int project) {
        return select("where project = ? order by id", project);
    }

    /** Returns a webhook. */
    Optional<Webhook> byId(int id) {
        return select("where id = ?", id).stream().findFirst();
    }

    private List<Webhook> select(String condition, int argument) {
        return database.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(COLUMNS + condition)) {
                statement.setInt(1, argument);
                try (ResultSet rows = statement.executeQuery()) {
                    List<Webhook> webhooks = new ArrayList<>();
                    while (rows.next()) {
                        webhooks.add(new Webhook(rows.getInt(1), rows.getInt(2), rows.getString(3), rows.getBoolean(4),
                                rows.getLong(5)));
                    }
                    return webhooks;
                }
            }
        });
    }

    /**
     * Creates a webhook with a new secret.
     *
     * @throws HttpProblem if no message may be sent to the URL, there is no key for secrets, or the project has too many
     */
    NewWebhook create(int project, String url) {
        check(url);
        String secret = Signature.newSecret();
        byte[] sealed = keys.box().seal(secret, context(project));
        return database.write(connection -> {
            if (count(connection, project) >= MAX_PER_PROJECT) {
                throw HttpProblem.conflict("a project has at most " + MAX_PER_PROJECT + " webhooks");
            }
            try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
                statement.setInt(1, project);
                statement.setString(2, url);
                statement.setBytes(3, sealed);
                statement.setBoolean(4, true);
                statement.setLong(5, clock.millis());
                try (ResultSet rows = statement.executeQuery()) {
                    rows.next();
                    return new NewWebhook(rows.getInt(1), secret);
                }
            }
        });
    }

    private void check(String url) {
        try {
            Target.of(url, allowPrivate).addresses(resolver, allowPrivate);
        } catch (BadTargetException bad) {
            throw HttpProblem.badRequest("url: " + bad.rule());
        } catch (UnknownHostException unknownYet) {
            LOG.debug("The host of a new webhook is unknown as yet; it is checked for each attempt");
        }
    }

    private static int count(Connection connection, int project) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(COUNT)) {
            statement.setInt(1, project);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    /** Switches a webhook on or off. What is due for one that is switched off will not be sent; false if there is none. */
    boolean activate(int id, boolean active) {
        return database.write(connection -> activate(connection, id, active, clock.millis()));
    }

    static boolean activate(Connection connection, int id, boolean active, long now) throws SQLException {
        if (!active) {
            try (PreparedStatement statement = connection.prepareStatement(END_DUE)) {
                statement.setString(1, Deliveries.SWITCHED_OFF);
                statement.setLong(2, now);
                statement.setInt(3, id);
                statement.executeUpdate();
            }
        }
        try (PreparedStatement statement = connection.prepareStatement(ACTIVATE)) {
            statement.setBoolean(1, active);
            statement.setInt(2, id);
            return statement.executeUpdate() == 1;
        }
    }

    /** Deletes a webhook with its deliveries; false if there is none. */
    boolean delete(int id) {
        return database.write(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(DELETE_DELIVERIES)) {
                statement.setInt(1, id);
                statement.executeUpdate();
            }
            try (PreparedStatement statement = connection.prepareStatement(DELETE)) {
                statement.setInt(1, id);
                return statement.executeUpdate() == 1;
            }
        });
    }

    /** Makes a message due with which a receiver can be tried, and returns the delivery's id. */
    String test(Webhook webhook) {
        if (!webhook.active()) {
            throw HttpProblem.conflict("the webhook is switched off");
        }
        long now = clock.millis();
        String body = new JsonObject()
                .put("event", TEST_EVENT)
                .put("timestamp", Timestamps.of(now))
                .put("data", new JsonObject().put("projectId", webhook.project()).put("webhookId", webhook.id()))
                .encode();
        return database.write(connection -> Outbox.addTo(connection, webhook.id(), TEST_EVENT, body, now));
    }

    /** Returns what a secret is bound to. */
    static String context(int project) {
        return "webhook of project " + project;
    }
}
