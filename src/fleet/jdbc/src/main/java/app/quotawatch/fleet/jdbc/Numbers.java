package app.quotawatch.fleet.jdbc;

import java.util.StringTokenizer;

import app.quotawatch.spi.fleet.Amounts;

/** Numbers separated by spaces. Whatever else a text contains ends in a {@link NumberFormatException}. */
final class Numbers {

    private final StringTokenizer words;

    Numbers(String text) {
        this.words = new StringTokenizer(text, " ");
    }

    boolean hasNext() {
        return words.hasMoreTokens();
    }

    long next() {
        if (!words.hasMoreTokens()) {
            throw new NumberFormatException("too few");
        }
        return Long.parseLong(words.nextToken());
    }

    Amounts amounts() {
        long requests = next();
        long tokens = next();
        if (requests < 0 || tokens < 0) {
            throw new NumberFormatException("negative");
        }
        return new Amounts(requests, tokens);
    }
}
