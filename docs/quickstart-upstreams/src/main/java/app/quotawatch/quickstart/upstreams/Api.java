package app.quotawatch.quickstart.upstreams;

/** Produces an upstream's reply to a request. */
interface Api {

    /** Returns the regular reply. */
    Reply reply(Request request);

    /** Returns the reply of a request that fails. */
    Reply fail();

    record Request(String method, String path, String body) {

        boolean is(String method, String path) {
            return this.method.equals(method) && this.path.matches(path);
        }
    }
}
