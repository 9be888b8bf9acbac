package app.quotawatch.server.webhook;

/** A webhook that was created, and its secret, which is not shown again. */
record NewWebhook(int id, String secret) {

    @Override
    public String toString() {
        return "NewWebhook[" + id + "]";
    }
}
