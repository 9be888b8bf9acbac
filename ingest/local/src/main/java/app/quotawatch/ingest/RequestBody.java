package app.quotawatch.ingest;

import java.io.IOException;

import app.quotawatch.ingest.http.Exchange;
import app.quotawatch.ingest.http.MalformedRequestException;
import app.quotawatch.ingest.wire.BatchHeaders;
import app.quotawatch.ingest.wire.BatchReader;
import app.quotawatch.ingest.wire.HttpProblem;

/** Reads the body of a request, after checking the headers. */
final class RequestBody {

    private RequestBody() {}

    /** Returns the body: at most one byte more than a batch may have. */
    static byte[] read(Exchange exchange) throws IOException {
        BatchHeaders.checkContent(exchange.header("content-type"), exchange.header("content-encoding"));
        if (exchange.contentLength() > BatchReader.MAX_BYTES) {
            throw HttpProblem.tooLarge();
        }
        exchange.takeSlot();
        try {
            return exchange.body().readNBytes(BatchReader.MAX_BYTES + 1);
        } catch (MalformedRequestException malformed) {
            exchange.closeAfterwards();
            throw HttpProblem.of(malformed.status(), malformed.reason(), malformed.rule());
        }
    }
}
