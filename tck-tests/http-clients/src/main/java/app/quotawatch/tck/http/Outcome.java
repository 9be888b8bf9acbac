package app.quotawatch.tck.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * What an application gets from a call, in a form that can be compared.
 *
 * @param status 0 if the call failed
 * @param failure the class and the message of the exception and of each of its causes
 */
public record Outcome(int status, int bodyHash, List<String> failure) {

    static Outcome of(Callable<HttpResult> call) {
        try {
            HttpResult result = call.call();
            return new Outcome(result.status(), Arrays.hashCode(result.read()), List.of());
        } catch (Throwable failure) { // an Error is an outcome, too
            return new Outcome(0, 0, chainOf(failure));
        }
    }

    /** Returns whether an exception is this very object, was caused by it or suppresses it. */
    static boolean contains(Throwable failure, Throwable sought) {
        if (failure == null || failure == sought) {
            return failure != null;
        }
        for (Throwable suppressed : failure.getSuppressed()) {
            if (contains(suppressed, sought)) {
                return true;
            }
        }
        return contains(failure.getCause(), sought);
    }

    static List<String> chainOf(Throwable failure) {
        List<String> chain = new ArrayList<>();
        for (Throwable cause = failure; cause != null && chain.size() < 20; cause = cause.getCause()) {
            chain.add(cause.getClass().getName() + ": " + cause.getMessage());
        }
        return chain;
    }
}
