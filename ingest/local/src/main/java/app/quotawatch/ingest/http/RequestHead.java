package app.quotawatch.ingest.http;

import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** The request line and the headers, checked. Names of headers are in lower case, repeated ones joined by a comma. */
record RequestHead(String method, String path, @Nullable String query, boolean http11, Map<String, String> headers) {

    private static final int CHUNKED = -1;

    /* Stands for a head that could not be read; its connection is closed after the response. */
    static final RequestHead UNREADABLE = new RequestHead("GET", "", null, false, Map.of());

    /** Checks the headers that concern the connection itself. */
    void check() throws MalformedRequestException {
        String encoding = headers.get("transfer-encoding");
        if (encoding != null) {
            if (!http11 || headers.containsKey("content-length")) {
                throw MalformedRequestException.malformed("Transfer-Encoding requires HTTP/1.1 without Content-Length");
            }
            if (!encoding.equalsIgnoreCase("chunked")) {
                throw new MalformedRequestException(501, "Transfer-Encoding must be chunked");
            }
        }
        if (http11 && !headers.containsKey("host")) {
            throw MalformedRequestException.malformed("Host is missing");
        }
        String expect = headers.get("expect");
        if (expect != null && !expect.equalsIgnoreCase("100-continue")) {
            throw new MalformedRequestException(417, "Expect must be 100-continue");
        }
        contentLength();
    }

    boolean chunked() {
        return headers.containsKey("transfer-encoding");
    }

    /** Returns the declared size of the body in bytes; -1 if it is chunked. */
    long contentLength() throws MalformedRequestException {
        if (chunked()) {
            return CHUNKED;
        }
        String length = headers.get("content-length");
        if (length == null) {
            return 0;
        }
        if (length.isEmpty() || length.length() > 15) {
            throw MalformedRequestException.malformed("Content-Length must be a number");
        }
        long bytes = 0;
        for (int i = 0; i < length.length(); i++) {
            int digit = length.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw MalformedRequestException.malformed("Content-Length must be a number");
            }
            bytes = bytes * 10 + digit;
        }
        return bytes;
    }

    boolean expectsContinue() {
        return http11 && headers.containsKey("expect");
    }

    boolean keepsAlive() {
        String connection = headers.getOrDefault("connection", "").toLowerCase(Locale.ROOT);
        for (String option : connection.split(",", -1)) {
            if (option.trim().equals("close")) {
                return false;
            }
        }
        return http11;
    }
}
