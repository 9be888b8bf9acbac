package app.quotawatch.server.webhook;

/**
 * A delivery that this replica attempts now.
 *
 * @param attempts with this one; it also distinguishes this claim from a later one
 * @param sealedSecret as {@link SecretBox} encrypted it
 */
record Due(String id, int webhook, int project, String url, byte[] sealedSecret, String event, String body,
        int attempts) {

    @Override
    public String toString() {
        return "Due[" + id + "]";
    }
}
