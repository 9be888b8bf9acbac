package app.quotawatch.server.command;

/** A command could not do what was asked; the message is one line for whoever runs it. */
final class CommandFailedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    CommandFailedException(String message) {
        super(message);
    }
}
