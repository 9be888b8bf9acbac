package app.quotawatch.observe;

/** Puts a route template in the place of a path's last segments; what precedes them is the client's base URL. */
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
