package app.quotawatch.observe;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import app.quotawatch.headers.HeaderValue;
import app.quotawatch.lock.OwnerLock;
import app.quotawatch.privacy.CredentialHeader;

/**
 * Names the credentials of an API's calls: in the order in which they appear, {@code key-1}, {@code key-2}, or in a fleet the same on all
 * replicas, {@code key-5c0f31e7}. Thread-safe.
 */
final class Credentials {

    /*
     * Only the hash of a credential is kept, with a key that this process draws at random; neither ever leaves the process. A
     * credential that is replaced every hour is a new one each time, so their number is bounded: the one that has not been used for
     * the longest time is forgotten first, and its number is not used again.
     *
     * Replicas do not see credentials in the same order. In a fleet the hash has a key that its replicas have in common, and half of
     * its bits are the name: too few to find a credential by trying, enough to tell 64 of them apart.
     */

    static final int MAX = 64;

    /* Of AWS, of Digest, of OAuth 1 and of HTTP signatures. */
    private static final String[] CALLERS = {"Credential=", "username=\"", "oauth_token=\"", "keyId=\""};

    private static final String LABEL = "key-";
    private static final int HEX_DIGITS = 8;
    private static final long SECOND_NANOS = 1_000_000_000;

    private final SipHash hash;
    private final OwnerLock lock = new OwnerLock();
    private volatile Known[] known = {};
    private final boolean shared;
    private int last;

    /** @param fleet the hash that the replicas of a fleet have in common; null without a fleet */
    Credentials(@Nullable SipHash fleet) {
        shared = fleet != null;
        hash = fleet == null ? drawn() : fleet;
    }

    private static SipHash drawn() {
        SecureRandom random = new SecureRandom();
        return new SipHash(random.nextLong(), random.nextLong());
    }

    /** Returns the label of the credential that a request carries, or null if it carries none. */
    @Nullable
    String labelOf(Map<String, ? extends @Nullable Object> headers, long now) {
        long all = 0;
        boolean any = false;
        for (Map.Entry<String, ? extends @Nullable Object> header : headers.entrySet()) {
            if (header.getKey() == null) {
                continue;
            }
            String name = header.getKey().toLowerCase(Locale.ROOT);
            String value = CredentialHeader.identifiesCaller(name) ? HeaderValue.first(header.getValue()) : null;
            if (value == null || value.isBlank()) {
                continue;
            }
            if (CredentialHeader.isAuthorization(name)) {
                return label(callerOf(value), now);
            }
            // in any order
            all += callerOf(value) ^ hash.of(name, 0, name.length());
            any = true;
        }
        return any ? label(all, now) : null;
    }

    /* Signatures differ from call to call; of them, only what names the caller counts. */
    private long callerOf(String value) {
        for (String parameter : CALLERS) {
            int at = value.indexOf(' ') < 0 ? -1 : value.indexOf(parameter);
            if (at >= 0) {
                int from = at + parameter.length();
                int to = from;
                while (to < value.length() && "/,\" ".indexOf(value.charAt(to)) < 0) {
                    to++;
                }
                return hash.of(value, from, to);
            }
        }
        return hash.of(value, 0, value.length());
    }

    private String label(long credential, long now) {
        Known found = find(credential);
        return found == null ? add(credential, now) : found.usedAt(now);
    }

    private @Nullable Known find(long credential) {
        for (Known each : known) {
            if (each.credential == credential) {
                return each;
            }
        }
        return null;
    }

    private String add(long credential, long now) {
        lock.lock();
        try {
            Known found = find(credential);
            if (found != null) {
                return found.label;
            }
            Known added = new Known(credential, LABEL + (shared ? name(credential) : String.valueOf(++last)), now);
            Known[] all = known;
            if (all.length < MAX) {
                all = Arrays.copyOf(all, all.length + 1);
                all[all.length - 1] = added;
            } else {
                all = all.clone();
                all[oldest(all, now)] = added;
            }
            known = all;
            return added.label;
        } finally {
            lock.owner = null;
        }
    }

    private static String name(long credential) {
        String hex = Integer.toHexString((int) (credential ^ credential >>> Integer.SIZE));
        return "0".repeat(HEX_DIGITS - hex.length()) + hex;
    }

    private static int oldest(Known[] all, long now) {
        int oldest = 0;
        for (int i = 1; i < all.length; i++) {
            if (now - all[i].used > now - all[oldest].used) {
                oldest = i;
            }
        }
        return oldest;
    }

    @Override
    public String toString() {
        return "Credentials[" + known.length + "]";
    }

    private static final class Known {

        private final long credential;
        private final String label;
        private volatile long used;

        Known(long credential, String label, long now) {
            this.credential = credential;
            this.label = label;
            this.used = now;
        }

        /* Written seldom, since all threads read it. */
        String usedAt(long now) {
            if (now - used > SECOND_NANOS) {
                used = now;
            }
            return label;
        }
    }
}
