package app.quotawatch.fleet.jdbc;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What providers reported to one replica, or all, about one API: windows, and until when to wait. */
final class Heard {

    private static final int MOST_WINDOWS = 32;

    private final Map<HeardWindow.Identity, HeardWindow> windows = new HashMap<>();
    private long waitUntil;

    /** Reads a row; empty if it is not one. */
    static Optional<Heard> read(String text) {
        Heard heard = new Heard();
        String[] pieces = text.split(";", -1);
        try {
            heard.waitUntil = Long.parseLong(pieces[0]);
            for (int i = 1; i < pieces.length; i++) {
                heard.take(HeardWindow.read(pieces[i]));
            }
            return Optional.of(heard);
        } catch (NumberFormatException | IndexOutOfBoundsException garbage) {
            return Optional.empty();
        }
    }

    /** Returns the row, without the windows that were not reported for longest if they do not fit. */
    String write() {
        StringBuilder text = new StringBuilder().append(waitUntil);
        for (HeardWindow window : latest()) {
            String one = window.write();
            if (text.length() + 1 + one.length() <= Table.DATA_LENGTH) {
                text.append(';').append(one);
            }
        }
        return text.toString();
    }

    private List<HeardWindow> latest() {
        List<HeardWindow> all = new ArrayList<>(windows.values());
        all.sort(new LatestFirst());
        return all.subList(0, Math.min(all.size(), MOST_WINDOWS));
    }

    void take(HeardWindow window) {
        HeardWindow known = windows.get(window.identity());
        if (known == null || window.replaces(known)) {
            windows.put(window.identity(), window);
        }
    }

    void take(Heard other) {
        for (HeardWindow window : other.windows.values()) {
            take(window);
        }
        waitUntil(other.waitUntil);
    }

    void waitUntil(long millis) {
        waitUntil = Math.max(waitUntil, millis);
    }

    long waitUntil() {
        return waitUntil;
    }

    /** Forgets windows that are over, and those beyond the most. */
    void forget(long nowMillis) {
        List<HeardWindow> kept = latest();
        windows.clear();
        for (HeardWindow window : kept) {
            if (!window.isOver(nowMillis)) {
                windows.put(window.identity(), window);
            }
        }
    }

    List<HeardWindow> windows() {
        return List.copyOf(windows.values());
    }

    boolean isEmpty() {
        return windows.isEmpty() && waitUntil == 0;
    }

    private static final class LatestFirst implements Comparator<HeardWindow> {

        @Override
        public int compare(HeardWindow one, HeardWindow other) {
            return Long.compare(other.reportedAt(), one.reportedAt());
        }
    }
}
