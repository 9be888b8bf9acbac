package app.quotawatch.server.project;

import org.jspecify.annotations.Nullable;

/**
 * A project, whose applications share keys.
 *
 * @param planApis how many APIs it may have; null means any number
 * @param planEnvironments how many environments it may have; null means any number
 */
public record Project(int id, String name, @Nullable Integer planApis, @Nullable Integer planEnvironments) {}
