package app.quotawatch;

/** How a call's endpoint is named in its event. More may be added: a {@code switch} over them needs a {@code default}. */
public enum EndpointStyle {

    /** The path of the URL as it was sent. */
    PATH,

    /**
     * The {@code @Path} template of a MicroProfile client's method; elsewhere the path with each segment that looks like an
     * identifier replaced by <code>{id}</code>.
     */
    TEMPLATE
}
