package app.quotawatch.headers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What the names of a response's headers say, in their order; it holds for every response with the same names.
 *
 * @param names the names, for comparison
 * @param headers what each says
 * @param groups the group of each
 * @param groupCount how many groups there are
 */
record Plan(String[] names, HeaderName[] headers, int[] groups, int groupCount) {

    private static final int MAX_HEADERS = 32;

    static Plan of(Map<String, String> selected) {
        int size = Math.min(MAX_HEADERS, selected.size());
        String[] names = new String[size];
        HeaderName[] headers = new HeaderName[size];
        int[] groups = new int[size];
        List<HeaderName> firsts = new ArrayList<>();
        int at = 0;
        for (String name : selected.keySet()) {
            if (at == size) {
                break;
            }
            names[at] = name;
            headers[at] = name == null ? HeaderName.NONE : HeaderNames.of(name);
            groups[at] = groupOf(headers[at], firsts);
            at++;
        }
        return new Plan(names, headers, groups, firsts.size());
    }

    private static int groupOf(HeaderName header, List<HeaderName> firsts) {
        for (int i = 0; i < firsts.size(); i++) {
            if (firsts.get(i).family().equals(header.family())
                    && firsts.get(i).dimension().equals(header.dimension())) {
                return i;
            }
        }
        firsts.add(header);
        return firsts.size() - 1;
    }

    boolean fits(Map<String, String> selected) {
        if (Math.min(MAX_HEADERS, selected.size()) != names.length) {
            return false;
        }
        int at = 0;
        for (String name : selected.keySet()) {
            if (at == names.length) {
                break;
            }
            if (!Objects.equals(names[at], name)) {
                return false;
            }
            at++;
        }
        return true;
    }
}
