package app.quotawatch.server.webhook;

/** No message may be sent to a URL. The message is the rule that it breaks, without the URL. */
final class BadTargetException extends Exception {

    private static final long serialVersionUID = 1;

    BadTargetException(String rule) {
        super(rule);
    }

    String rule() {
        return String.valueOf(getMessage());
    }
}
