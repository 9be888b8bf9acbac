package app.quotawatch.http;

import java.io.IOException;
import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** The status line and those headers of a response on which anything depends: RFC 9112. */
final class ResponseHead {

    /*
     * A head is either understood as the specification has it, or it is no response: whoever guesses where a body ends takes the
     * remainder of one response for the next. What is odd but harmless (two equal lengths, a length beside a coding) is accepted,
     * and costs the connection.
     */
    private static final int MAX_BYTES = 64 * 1024;
    private static final int MAX_INTERIM = 8;
    private static final int LONGEST_KEEP_ALIVE_SECONDS = 3600;

    private final int status;
    private boolean persistent;
    private long contentLength = -1;
    private boolean coded;
    private boolean chunked;
    private int keepAliveSeconds = -1;
    private @Nullable String retryAfter;
    private @Nullable String date;
    private @Nullable String location;
    private final List<String> proxyChallenges = new ArrayList<>(0);

    private ResponseHead(int status, boolean persistent) {
        this.status = status;
        this.persistent = persistent;
    }

    /** Reads the head of the final response, past interim ones. */
    static ResponseHead readFinal(Input input, Attempt attempt) throws IOException {
        for (int i = 0; i <= MAX_INTERIM; i++) {
            ResponseHead head = read(input, attempt);
            if (!head.isInterim()) {
                return head;
            }
        }
        throw tooManyInterim();
    }

    static ProtocolException tooManyInterim() {
        return new ProtocolException("more than " + MAX_INTERIM + " interim responses");
    }

    static int maxInterim() {
        return MAX_INTERIM;
    }

    /** Reads one head, interim or final. */
    static ResponseHead read(Input input, Attempt attempt) throws IOException {
        String line = input.line(MAX_BYTES, attempt);
        ResponseHead head = ofStatusLine(line);
        int remaining = MAX_BYTES - line.length();
        boolean ignored = true;
        line = input.line(remaining, attempt);
        while (!line.isEmpty()) {
            // an end of line counts too: a head of the shortest lines ends as well
            remaining -= line.length() + 2;
            boolean folded = line.charAt(0) == ' ' || line.charAt(0) == '\t';
            if (folded && !ignored) {
                throw new ProtocolException("not an HTTP response: a folded header");
            }
            if (!folded) {
                ignored = !head.read(line);
            }
            line = input.line(Math.max(0, remaining), attempt);
        }
        if (head.status == 101) {
            throw new ProtocolException("the response switches to another protocol");
        }
        return head;
    }

    private static ResponseHead ofStatusLine(String line) throws ProtocolException {
        boolean http11 = line.startsWith("HTTP/1.1 ");
        boolean complete = line.length() == 12 || line.length() > 12 && line.charAt(12) == ' ';
        if (!complete || !http11 && !line.startsWith("HTTP/1.0 ")) {
            throw new ProtocolException("not an HTTP response");
        }
        long status = number(line.substring(9, 12));
        if (status < 100) {
            throw new ProtocolException("not an HTTP response");
        }
        return new ResponseHead((int) status, http11);
    }

    /* Returns whether the header matters. */
    private boolean read(String line) throws ProtocolException {
        int colon = line.indexOf(':');
        if (colon <= 0 || line.charAt(colon - 1) == ' ' || line.charAt(colon - 1) == '\t') {
            throw new ProtocolException("not an HTTP response: a line without a header");
        }
        if (isNamed(line, colon, "content-length")) {
            readContentLength(value(line, colon));
        } else if (isNamed(line, colon, "transfer-encoding")) {
            // several codings are as unknown as any but this one
            chunked = !coded && value(line, colon).equalsIgnoreCase("chunked");
            coded = true;
        } else if (isNamed(line, colon, "connection")) {
            persistent &= parameter(value(line, colon), "close") == null;
        } else if (isNamed(line, colon, "keep-alive")) {
            readKeepAlive(value(line, colon));
        } else if (isNamed(line, colon, "retry-after")) {
            retryAfter = retryAfter == null ? value(line, colon) : retryAfter;
        } else if (isNamed(line, colon, "date")) {
            date = value(line, colon);
        } else if (isNamed(line, colon, "location")) {
            location = value(line, colon);
        } else if (isNamed(line, colon, "proxy-authenticate")) {
            proxyChallenges.add(value(line, colon));
        } else {
            return false;
        }
        return true;
    }

    private static boolean isNamed(String line, int colon, String name) {
        return colon == name.length() && line.regionMatches(true, 0, name, 0, colon);
    }

    private static String value(String line, int colon) {
        return line.substring(colon + 1).strip();
    }

    private void readContentLength(String value) throws ProtocolException {
        long length = number(value);
        if (length < 0 || contentLength >= 0 && contentLength != length) {
            throw new ProtocolException("not an HTTP response: an invalid Content-Length");
        }
        persistent &= contentLength < 0;
        contentLength = length;
    }

    private void readKeepAlive(String value) {
        String timeout = parameter(value, "timeout");
        if (timeout != null) {
            long seconds = number(timeout);
            // an invalid time is not a time
            keepAliveSeconds = seconds < 0 ? 0 : (int) Math.min(seconds, LONGEST_KEEP_ALIVE_SECONDS);
        }
    }

    /* Returns the value of a member of a list, empty if it has none; null if there is no such member. */
    private static @Nullable String parameter(String list, String name) {
        int start = 0;
        while (start <= list.length()) {
            int comma = list.indexOf(',', start);
            int end = comma < 0 ? list.length() : comma;
            String member = list.substring(start, end).strip();
            if (member.equalsIgnoreCase(name)) {
                return "";
            }
            if (member.length() > name.length() && member.charAt(name.length()) == '='
                    && member.regionMatches(true, 0, name, 0, name.length())) {
                return member.substring(name.length() + 1).strip();
            }
            start = end + 1;
        }
        return null;
    }

    /* Returns a number of digits only; -1 if it is none or does not fit. */
    private static long number(String digits) {
        long number = digits.isEmpty() ? -1 : 0;
        for (int i = 0; i < digits.length() && number >= 0; i++) {
            int digit = digits.charAt(i) - '0';
            boolean fits = digit >= 0 && digit <= 9 && number <= (Long.MAX_VALUE - digit) / 10;
            number = fits ? number * 10 + digit : -1;
        }
        return number;
    }

    int status() {
        return status;
    }

    boolean isInterim() {
        return status < 200;
    }

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** Returns whether the response has no body, whatever its headers are. */
    boolean isWithoutBody() {
        return status == 204 || status == 205 || status == 304;
    }

    /**
     * Returns whether another request may follow on the connection once the body has been read: only after a success that both sides
     * frame alike.
     */
    boolean isReusable() {
        boolean framed = isWithoutBody()
                ? status == 204 && contentLength <= 0 && !coded
                : chunked ? contentLength < 0 : contentLength >= 0 && !coded;
        return isSuccess() && persistent && framed;
    }

    boolean isChunked() {
        return chunked;
    }

    /** Returns the length of the body; -1 if it is chunked, or ends with the connection. */
    long contentLength() {
        return coded ? -1 : contentLength;
    }

    /** Returns how long the peer keeps an idle connection; -1 if it does not specify that. */
    int keepAliveSeconds() {
        return keepAliveSeconds;
    }

    @Nullable
    String retryAfter() {
        return retryAfter;
    }

    @Nullable
    String date() {
        return date;
    }

    @Nullable
    String location() {
        return location;
    }

    List<String> proxyChallenges() {
        return proxyChallenges;
    }
}
