package app.quotawatch.rest;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

import jakarta.ws.rs.Path;

import org.jspecify.annotations.Nullable;

/**
 * The {@code @Path} template of a MicroProfile client's method: the path of its interface followed by its own.
 *
 * @param text the template, with a slash before each segment and without the variables' regular expressions; empty if there is
 *        no {@code @Path}
 * @param isOpen whether a variable's expression may match a slash, so that the number of path segments is unknown
 */
record PathTemplate(String text, boolean isOpen) {

    static PathTemplate of(Method method) {
        List<String> segments = new ArrayList<>();
        boolean open = add(segments, method.getDeclaringClass().getAnnotation(Path.class))
                | add(segments, method.getAnnotation(Path.class));
        return new PathTemplate(segments.isEmpty() ? "" : "/" + String.join("/", segments), open);
    }

    private static boolean add(List<String> segments, @Nullable Path path) {
        boolean open = false;
        if (path != null) {
            String template = path.value();
            int depth = 0;
            boolean inExpression = false;
            StringBuilder segment = new StringBuilder();
            for (int i = 0; i < template.length(); i++) {
                char c = template.charAt(i);
                depth += c == '{' ? 1 : c == '}' ? -1 : 0;
                inExpression = depth > 0 && (inExpression || c == ':');
                if (c == '/' && depth == 0) {
                    flush(segments, segment);
                } else if (!inExpression && c != ' ') {
                    segment.append(c);
                }
                // an expression such as .+ may match a slash
                open |= inExpression && (c == '.' || c == '/' || c == '^');
            }
            flush(segments, segment);
        }
        return open;
    }

    private static void flush(List<String> segments, StringBuilder segment) {
        if (!segment.isEmpty()) {
            segments.add(segment.toString());
            segment.setLength(0);
        }
    }
}
