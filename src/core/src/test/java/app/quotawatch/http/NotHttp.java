package app.quotawatch.http;

import java.util.stream.Stream;

/** What servers send that are no HTTP servers, or that are hostile ones. All of it ends with a line, and nothing follows. */
record NotHttp(String name, String bytes) {

    static Stream<NotHttp> all() {
        String ok = "HTTP/1.1 202 Accepted\r\n";
        return Stream.of(
                new NotHttp("SSH", "SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3\r\n"),
                new NotHttp("SMTP", "220 mail.example.com ESMTP Postfix\r\n502 5.5.2 Error\r\n"),
                new NotHttp("Redis", "-ERR wrong number of arguments for 'get' command\r\n"),
                new NotHttp("NULs", "\0\0\0\0\0\0\0\0\r\n\r\n"),
                new NotHttp("TLS alert", "\u0015\u0003\u0001\u0000\u0002\u0002\n"),
                new NotHttp("other protocol", "HTTP/2.0 200 OK\r\n\r\n"),
                new NotHttp("status of four digits", "HTTP/1.1 2020 OK\r\n\r\n"),
                new NotHttp("negative status", "HTTP/1.1 -20 OK\r\n\r\n"),
                new NotHttp("header without a name", ok + ": 1\r\nContent-Length: 0\r\n\r\n"),
                new NotHttp("line without a header", ok + "hello\r\nContent-Length: 0\r\n\r\n"),
                new NotHttp("NUL in a header", ok + "X: a\0b\r\nContent-Length: 0\r\n\r\n"),
                new NotHttp("bare CR in a header", ok + "X: a\rb\r\nContent-Length: 0\r\n\r\n"),
                new NotHttp("length that overflows", ok + "Content-Length: 9223372036854775808\r\n\r\n"),
                new NotHttp("length that is none", ok + "Content-Length: two\r\n\r\n"),
                new NotHttp("two lengths", ok + "Content-Length: 0\r\nContent-Length: 5\r\n\r\n"),
                new NotHttp("folded length", ok + "Content-Length: 0\r\n 5\r\n\r\n"),
                new NotHttp("chunk size that is none", ok + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n"),
                new NotHttp("chunk size that overflows",
                        ok + "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n"),
                new NotHttp("chunk beyond its size", ok + "Transfer-Encoding: chunked\r\n\r\n1\r\nab\r\n"),
                new NotHttp("endless trailers",
                        ok + "Transfer-Encoding: chunked\r\n\r\n0\r\n" + "X: y\r\n".repeat(20_000)),
                new NotHttp("switch of protocols", "HTTP/1.1 101 Switching\r\n\r\n"),
                new NotHttp("nine interim responses",
                        "HTTP/1.1 103 Early\r\n\r\n".repeat(9) + ok + "Content-Length: 0\r\n\r\n"),
                new NotHttp("head of 400 KB", ok + ("X: " + "y".repeat(1_000) + "\r\n").repeat(400) + "\r\n"),
                new NotHttp("line of 400 KB", ok + "X: " + "y".repeat(400_000) + "\r\n\r\n"));
    }

    @Override
    public String toString() {
        return name;
    }
}
