package app.quotawatch.observe;

/** Replaces the last segments of a path with a route template; what precedes them is the client's base URL. */
final class RouteTemplate {

    private RouteTemplate() {}

    /**
     * Returns the path with its last segments replaced by the template, as many as the template has, and identifiers replaced
     * in what precedes them.
     *
     * @param template empty, or segments that each start with a slash
     */
    static String fill(String template, String path) {
        int end = path.endsWith("/") ? path.length() - 1 : path.length();
        for (int i = 0; i < template.length() && end > 0; i++) {
            if (template.charAt(i) == '/') {
                end = path.lastIndexOf('/', end - 1);
            }
        }
        String base = end <= 0 ? "" : Identifiers.replacedIn(path.substring(0, end));
        String filled = base + template;
        return filled.isEmpty() ? "/" : filled;
    }
}
