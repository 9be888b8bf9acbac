package app.quotawatch.server.project;

import java.util.List;

/**
 * A project with its keys, in the order of their creation.
 *
 * @param createdAt in milliseconds since the epoch
 */
public record ProjectDetails(Project project, long createdAt, List<ProjectKey> keys) {}
