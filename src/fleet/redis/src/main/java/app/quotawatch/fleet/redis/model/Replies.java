package app.quotawatch.fleet.redis.model;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

import app.quotawatch.spi.fleet.FleetAnswer;

/** The scripts' replies in their order, checked. */
final class Replies {

    private final Iterator<Object> replies;

    Replies(List<Object> replies) {
        this.replies = replies.iterator();
    }

    long number() throws IOException {
        if (replies.next() instanceof Long number) {
            return number;
        }
        throw unexpected();
    }

    List<Long> numbers(int count) throws IOException {
        if (!(replies.next() instanceof List<?> values) || values.size() != count) {
            throw unexpected();
        }
        List<Long> numbers = new ArrayList<>(count);
        for (Object value : values) {
            if (!(value instanceof Long number)) {
                throw unexpected();
            }
            numbers.add(number);
        }
        return numbers;
    }

    /** Returns the windows; one that cannot be read is left out, since it does not come from here. */
    List<FleetAnswer.Window> windows() throws IOException {
        if (!(replies.next() instanceof List<?> values)) {
            throw unexpected();
        }
        List<FleetAnswer.Window> windows = new ArrayList<>();
        for (Object value : values) {
            Optional<FleetAnswer.Window> window = WindowText.read(value);
            if (window.isPresent()) {
                windows.add(window.get());
            }
        }
        return windows;
    }

    private static IOException unexpected() {
        return new IOException("Redis replied to a script of the fleet with what the script does not return");
    }
}
