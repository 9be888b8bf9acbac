package app.quotawatch.ingest.dashboard;

/** A file of the dashboard, and its media type. */
public final class DashboardFile {

    private final String mediaType;
    private final byte[] content;

    DashboardFile(String mediaType, byte[] content) {
        this.mediaType = mediaType;
        this.content = content;
    }

    /** Returns the value of Content-Type. */
    public String mediaType() {
        return mediaType;
    }

    /** Returns the content, which must not be changed. */
    public byte[] content() {
        return content;
    }
}
