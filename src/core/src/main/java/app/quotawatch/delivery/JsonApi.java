package app.quotawatch.delivery;

/** What events are written with. The bytes are the same. */
public enum JsonApi {

    /** JSON-B, which every Jakarta EE and MicroProfile platform has; without an implementation nothing starts. */
    BINDING,

    /** JSON-P alone, looked for when the first events are sent: where start-up time counts, and JSON-B is not there anyway. */
    PROCESSING
}
