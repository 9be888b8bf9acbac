package app.quotawatch.server.view;

/**
 * Whose calls are meant: all of a project, or one series.
 *
 * @param id the number of the project, or of the series
 */
record Scope(boolean wholeProject, int id) {

    static Scope project(int project) {
        return new Scope(true, project);
    }

    static Scope series(int series) {
        return new Scope(false, series);
    }

    /** Returns a condition with one parameter: {@link #id()}. */
    String condition(String column) {
        return wholeProject ? column + " in (select id from series where project = ?)" : column + " = ?";
    }
}
