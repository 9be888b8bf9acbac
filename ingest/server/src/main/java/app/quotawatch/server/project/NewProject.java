package app.quotawatch.server.project;

import app.quotawatch.server.secret.Secret;

/** A project that was created, and its first key, which is not shown again. */
public record NewProject(Project project, Secret key) {}
