package app.quotawatch.privacy;

/** Recognizes by their names, in lower case, the request headers that carry credentials. */
public final class CredentialHeader {

    private static final String AUTHORIZATION = "authorization";

    private static final String[] SECRETS = {AUTHORIZATION, "cookie", "token", "secret", "password", "passwd",
            "credential",
            "signature", "session", "apikey", "api-key", "api_key", "access-key", "private-key", "subscription-key",
            "account-key", "x-key", "-auth", "auth-"};

    /* These differ from call to call of one caller, or belong to the way and not to the API. */
    private static final String[] VARYING = {"cookie", "csrf", "xsrf", "signature", "session", "proxy-", "idempotency",
            "security-token", "continuation", "page", "sync", "content"};

    private CredentialHeader() {}

    /** Returns whether the header's value may be a secret: it must not be shown. */
    public static boolean isSecret(String name) {
        return containsAny(name, SECRETS) || isKey(name);
    }

    /** Returns whether the header identifies the caller to the API, by a key or a token. */
    public static boolean identifiesCaller(String name) {
        return isSecret(name) && !containsAny(name, VARYING);
    }

    /** Returns whether it is the standard header, beside which no other is needed. */
    public static boolean isAuthorization(String name) {
        return name.equals(AUTHORIZATION);
    }

    private static boolean isKey(String name) {
        return name.equals("key") || name.endsWith("-key") && !name.contains("idempotency");
    }

    private static boolean containsAny(String name, String[] parts) {
        for (String part : parts) {
            if (name.contains(part)) {
                return true;
            }
        }
        return false;
    }
}
