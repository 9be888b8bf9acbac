package app.quotawatch.quickstart.triage;

/** A repository whose issues are triaged. */
record Repository(String owner, String name) {}
