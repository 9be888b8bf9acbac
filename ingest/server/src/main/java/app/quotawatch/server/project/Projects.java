package app.quotawatch.server.project;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import app.quotawatch.ingest.wire.HttpProblem;
import app.quotawatch.server.database.Database;
import app.quotawatch.server.rest.PathNumber;
import app.quotawatch.server.secret.Remembered;
import app.quotawatch.server.secret.Secret;

/**
 * The projects and their keys. A key that was revoked on one replica stops working on the others within two seconds. Methods throw
 * {@link app.quotawatch.server.database.DatabaseUnavailableException}. Thread-safe.
 */
@Singleton
public final class Projects {

    private static final String KEY_PREFIX = "qw_live_";

    private static final String BY_KEY = """
            select p.id, p.name, p.plan_apis, p.plan_environments from project_key k join project p on p.id = k.project \
            where k.sha256 = ? and k.revoked_at is null""";
    private static final String BY_ID = "select id, name, plan_apis, plan_environments from project where id = ?";
    private static final String BY_NAME = "select id, name, plan_apis, plan_environments from project where name = ?";
    private static final String ALL = """
            select p.id, p.name, p.plan_apis, p.plan_environments, p.created_at, k.sha256, k.hint, k.created_at, k.revoked_at \
            from project p left join project_key k on k.project = p.id order by p.id, k.created_at, k.sha256""";
    private static final String INSERT = """
            insert into project (name, plan_apis, plan_environments, created_at) values (?, ?, ?, ?) \
            on conflict (name) do nothing returning id""";
    private static final String UPDATE = """
            update project set name = ?, plan_apis = ?, plan_environments = ? where id = ? \
            and not exists (select 1 from project other where other.name = ? and other.id <> ?)""";
    private static final String INSERT_KEY = "insert into project_key (sha256, project, hint, created_at) values (?, ?, ?, ?)";
    private static final String KEYS_OF = "select sha256 from project_key where project = ? and revoked_at is null";
    private static final String REVOKE = "update project_key set revoked_at = ? where sha256 = ? and revoked_at is null";

    private final Database database;
    private final InstantSource clock;
    private final Remembered<Project> known;

    @Inject
    public Projects(Database database) {
        this(database, InstantSource.system(), System::nanoTime);
    }

    Projects(Database database, InstantSource clock, LongSupplier nanoTime) {
        this.database = database;
        this.clock = clock;
        this.known = new Remembered<>(nanoTime);
    }

    /** Returns the project to which a valid key belongs. */
    public Optional<Project> byKey(String projectApiKey) {
        Secret key = Secret.of(projectApiKey);
        Project cached = known.get(key);
        if (cached != null) {
            return Optional.of(cached);
        }
        long readAt = known.now();
        Optional<Project> project = one(BY_KEY, key.sha256());
        project.ifPresent(found -> known.put(key, found, readAt));
        return project;
    }

    /** Returns the project with this number. */
    public Optional<Project> byId(int id) {
        return one(BY_ID, id);
    }

    /**
     * Returns the project with the number that a request names.
     *
     * @throws HttpProblem if there is none
     */
    public Project require(String id) {
        return PathNumber.parse(id).flatMap(this::byId)
                .orElseThrow(() -> HttpProblem.notFound("no project has this number"));
    }

    /** Returns the project with this name. */
    public Optional<Project> byName(String name) {
        return one(BY_NAME, name);
    }

    private Optional<Project> one(String sql, Object argument) {
        return database.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setObject(1, argument);
                try (ResultSet rows = statement.executeQuery()) {
                    return rows.next() ? Optional.of(project(rows)) : Optional.empty();
                }
            }
        });
    }

    /** Returns all projects with their keys, in the order of their creation. */
    public List<ProjectDetails> list() {
        return database.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(ALL);
                    ResultSet rows = statement.executeQuery()) {
                Map<Integer, ProjectDetails> projects = new LinkedHashMap<>();
                while (rows.next()) {
                    ProjectDetails details = projects.get(rows.getInt(1));
                    if (details == null) {
                        details = new ProjectDetails(project(rows), rows.getLong(5), new ArrayList<>());
                        projects.put(rows.getInt(1), details);
                    }
                    byte[] sha256 = rows.getBytes(6);
                    if (sha256 != null) {
                        details.keys().add(new ProjectKey(Secret.idOf(sha256), rows.getString(7), rows.getLong(8),
                                instant(rows, 9)));
                    }
                }
                return List.copyOf(projects.values());
            }
        });
    }

    /** Creates a project with its first key; an empty result means that the name is taken. */
    public Optional<NewProject> create(String name, @Nullable Integer planApis, @Nullable Integer planEnvironments) {
        Secret key = Secret.random(KEY_PREFIX);
        return database.write(connection -> {
            int id;
            try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
                statement.setString(1, name);
                statement.setObject(2, planApis);
                statement.setObject(3, planEnvironments);
                statement.setLong(4, clock.millis());
                try (ResultSet rows = statement.executeQuery()) {
                    if (!rows.next()) {
                        return Optional.empty();
                    }
                    id = rows.getInt(1);
                }
            }
            insertKey(connection, id, key);
            return Optional.of(new NewProject(new Project(id, name, planApis, planEnvironments), key));
        });
    }

    /** Stores a project's name and plan; false if there is no such project, or if another one has the name. */
    public boolean change(Project changed) {
        boolean done = database.write(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(UPDATE)) {
                statement.setString(1, changed.name());
                statement.setObject(2, changed.planApis());
                statement.setObject(3, changed.planEnvironments());
                statement.setInt(4, changed.id());
                statement.setString(5, changed.name());
                statement.setInt(6, changed.id());
                return statement.executeUpdate() == 1;
            }
        });
        known.clear();
        return done;
    }

    /** Creates another key of a project that exists. */
    public Secret createKey(int project) {
        Secret key = Secret.random(KEY_PREFIX);
        database.write(connection -> {
            insertKey(connection, project, key);
            return true;
        });
        return key;
    }

    private void insertKey(Connection connection, int project, Secret key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT_KEY)) {
            statement.setBytes(1, key.sha256());
            statement.setInt(2, project);
            statement.setString(3, key.hint());
            statement.setLong(4, clock.millis());
            statement.executeUpdate();
        }
    }

    /** Revokes the valid key of a project that is managed under this name; false if there is none. */
    public boolean revokeKey(int project, String keyId) {
        boolean revoked = database.write(connection -> {
            byte[] sha256 = keyOf(connection, project, keyId);
            if (sha256 == null) {
                return false;
            }
            try (PreparedStatement statement = connection.prepareStatement(REVOKE)) {
                statement.setLong(1, clock.millis());
                statement.setBytes(2, sha256);
                return statement.executeUpdate() == 1;
            }
        });
        known.clear();
        return revoked;
    }

    private static byte @Nullable [] keyOf(Connection connection, int project, String keyId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(KEYS_OF)) {
            statement.setInt(1, project);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    byte[] sha256 = rows.getBytes(1);
                    if (Secret.idOf(sha256).equals(keyId)) {
                        return sha256;
                    }
                }
                return null;
            }
        }
    }

    private static Project project(ResultSet rows) throws SQLException {
        return new Project(rows.getInt(1), rows.getString(2), count(rows, 3), count(rows, 4));
    }

    private static @Nullable Integer count(ResultSet rows, int column) throws SQLException {
        int value = rows.getInt(column);
        return rows.wasNull() ? null : value;
    }

    private static @Nullable Long instant(ResultSet rows, int column) throws SQLException {
        long value = rows.getLong(column);
        return rows.wasNull() ? null : value;
    }
}
