package app.quotawatch.quickstart.triage;

/** An issue of a repository, as GitHub describes it. JSON-B reads public types only. */
public record Issue(long number, String title) {}
