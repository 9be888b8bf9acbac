package app.quotawatch.delivery;

import java.util.List;
import java.util.UUID;

import app.quotawatch.ApiCall;

/**
 * Events that are sent in one request, unchanged over all attempts.
 *
 * @param id lets the ingest recognise a batch that is sent again because its response was lost
 * @param events at least one
 * @param body the request's body
 * @param drops the dropped events that it reports to the ingest
 */
record Batch(UUID id, List<ApiCall> events, byte[] body, Drops drops) {

    int size() {
        return events.size();
    }

    @Override
    public String toString() {
        return "Batch[" + id + ", " + size() + " events, " + body.length + " bytes]";
    }
}
