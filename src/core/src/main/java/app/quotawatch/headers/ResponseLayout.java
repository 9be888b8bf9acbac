package app.quotawatch.headers;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What the names of a response's headers mean, in their order; valid for every response with the same names in the
 * same order. Stage: assembling.
 *
 * @param headers what each name means; shared with the headers of such responses, never changed
 * @param groups the group of each: headers of one family and dimension report on the same window or windows
 * @param groupCount how many groups there are
 * @param plain the short way for most responses with these names, or null if there is none
 */
record ResponseLayout(HeaderName[] headers, int[] groups, int groupCount,
        @Nullable PlainResponseReader plain) {

    /*
     * Groups are formed by names alone, before any value is read. Equal family and dimension:
     * "x-ratelimit-limit-tokens", "-remaining-tokens" and "-reset-tokens" are one group, "-limit-requests" (OpenAI)
     * another. The family is part of the key because two families may report two different limits under the
     * same words: a gateway's RateLimit-Limit beside the application's own X-RateLimit-Limit. Whether two
     * groups are one window after all depends on their numbers, and is decided by WindowMerger.
     */
    static ResponseLayout of(HeaderName[] headers) {
        int[] groups = new int[headers.length];
        List<HeaderName> firsts = new ArrayList<>();
        for (int i = 0; i < headers.length; i++) {
            groups[i] = groupOf(headers[i], firsts);
        }
        return new ResponseLayout(headers, groups, firsts.size(),
                PlainResponseReader.of(headers, groups, firsts.size()));
    }

    /*
     * By searching: there are at most 32, and a layout is made once. A map would need keys made of two
     * strings.
     */
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

    boolean fits(HeaderName[] names) {
        if (names.length != headers.length) {
            return false;
        }
        for (int i = 0; i < headers.length; i++) {
            // Names come from the shared cache, so identity nearly always decides; a name that was displaced
            // there is equal.
            if (headers[i] != names[i] && !headers[i].equals(names[i])) {
                return false;
            }
        }
        return true;
    }
}
