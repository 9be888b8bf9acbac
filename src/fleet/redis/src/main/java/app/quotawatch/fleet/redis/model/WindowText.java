package app.quotawatch.fleet.redis.model;

import java.util.List;
import java.util.Optional;

import app.quotawatch.spi.fleet.FleetAnswer;
import app.quotawatch.spi.fleet.ReportedWindow;

/** Reads and writes the provider's windows as {@code windows.lua} takes and returns them. */
final class WindowText {

    /* Not a percent sign, and nothing that an encoded name contains. */
    private static final String NO_PARTITION = "*";
    private static final int VALUES = 7;

    private WindowText() {}

    static void write(ReportedWindow window, List<String> values) {
        String partition = window.partition().isPresent()
                ? "=" + FleetKeys.encoded(window.partition().get())
                : NO_PARTITION;
        values.add("=" + FleetKeys.encoded(window.name()) + " " + partition + " " + unit(window.unit()) + " "
                + window.limit());
        values.add(Long.toString(window.remaining()));
        values.add(Long.toString(window.used()));
        values.add(Long.toString(window.windowMillis()));
        values.add(Long.toString(window.resetInMillis()));
        values.add(Long.toString(window.ageMillis()));
    }

    /* The script knows the two units that are counted by their names. */
    private static String unit(String unit) {
        return unit.isEmpty() ? NO_PARTITION : FleetKeys.encoded(unit);
    }

    /** Returns a window of the reply; empty if it is not one that was written here. */
    static Optional<FleetAnswer.Window> read(Object reply) {
        if (!(reply instanceof List<?> values) || values.size() != VALUES || !(values.get(0) instanceof String id)) {
            return Optional.empty();
        }
        String[] parts = id.split(" ", -1);
        if (parts.length != 4) {
            return Optional.empty();
        }
        try {
            Optional<String> partition = parts[1].equals(NO_PARTITION)
                    ? Optional.empty()
                    : Optional.of(FleetKeys.decoded(parts[1].substring(1)));
            String unit = parts[2].equals(NO_PARTITION) ? "" : FleetKeys.decoded(parts[2]);
            ReportedWindow window = new ReportedWindow(FleetKeys.decoded(parts[0].substring(1)), partition, unit,
                    Long.parseLong(parts[3]), number(values, 1), number(values, 2), number(values, 3),
                    number(values, 4),
                    number(values, 5));
            return Optional.of(new FleetAnswer.Window(window, number(values, 6)));
        } catch (NumberFormatException | IndexOutOfBoundsException garbage) {
            return Optional.empty();
        }
    }

    private static long number(List<?> values, int index) {
        if (values.get(index) instanceof Long number) {
            return number;
        }
        throw new NumberFormatException();
    }
}
