package app.quotawatch.server.webhook;

/** A webhook that was created, and its secret, which nobody can see again. */
record NewWebhook(int id, String secret) {

    @Override
    public String toString() {
        return "NewWebhook[" + id + "]";
    }
}
