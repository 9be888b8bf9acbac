package app.quotawatch.server.project;

import app.quotawatch.server.secret.Secret;

/** A project that was created, and its first key, which nobody can see again. */
public record NewProject(Project project, Secret key) {}
