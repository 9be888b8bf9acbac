package app.quotawatch.delivery;

/** What events are written with. Both write the same bytes. */
public enum JsonApi {

    /** JSON-B, which every Jakarta EE and MicroProfile platform provides; without an implementation QuotaWatch does not start. */
    BINDING,

    /** JSON-P alone, looked up when the first events are sent: for platforms where start-up time matters and JSON-B is absent. */
    PROCESSING
}
