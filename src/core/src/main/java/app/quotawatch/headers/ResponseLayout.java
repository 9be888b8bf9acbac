package app.quotawatch.headers;

import java.util.ArrayList;
import java.util.List;

/**
 * What the names of a response's headers say, in their order; it holds for every response with the same names.
 *
 * @param headers what each says
 * @param groups the group of each
 * @param groupCount how many groups there are
 * @param plain the short way for most responses with these names, or null if there is none
 */
record ResponseLayout(HeaderName[] headers, int[] groups, int groupCount, PlainResponseReader plain) {

    static ResponseLayout of(KeptHeaderMap selected) {
        HeaderName[] headers = new HeaderName[selected.size()];
        int[] groups = new int[headers.length];
        List<HeaderName> firsts = new ArrayList<>();
        for (int i = 0; i < headers.length; i++) {
            headers[i] = selected.name(i);
            groups[i] = groupOf(headers[i], firsts);
        }
        return new ResponseLayout(headers, groups, firsts.size(),
                PlainResponseReader.of(headers, groups, firsts.size()));
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

    boolean fits(KeptHeaderMap selected) {
        if (selected.size() != headers.length) {
            return false;
        }
        for (int i = 0; i < headers.length; i++) {
            if (headers[i] != selected.name(i) && !headers[i].equals(selected.name(i))) {
                return false;
            }
        }
        return true;
    }
}
