package app.quotawatch.quickstart.upstreams;

/** What an upstream does with a request. */
interface Api {

    /** Answers on a good day. */
    Reply answer(Request request);

    /** Answers on a bad day. */
    Reply fail();

    record Request(String method, String path, String body) {

        boolean is(String method, String path) {
            return this.method.equals(method) && this.path.matches(path);
        }
    }
}
