package app.quotawatch.server.batch;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

/** Writes headers as a JSON object. */
final class HeadersText {

    private final JsonFactory factory = new JsonFactory();

    String of(Map<String, String> headers) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = factory.createGenerator(text)) {
            json.writeStartObject();
            for (Map.Entry<String, String> header : headers.entrySet()) {
                json.writeStringField(Text.of(header.getKey(), Integer.MAX_VALUE),
                        Text.of(header.getValue(), Integer.MAX_VALUE));
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
