package app.quotawatch.testing;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

import app.quotawatch.spi.fleet.Amounts;
import app.quotawatch.spi.fleet.FleetAnswer;
import app.quotawatch.spi.fleet.FleetReport;
import app.quotawatch.spi.fleet.Period;
import app.quotawatch.spi.fleet.ReportedWindow;

/** What a {@link MemoryFleetStore} knows of one API. Not thread-safe. */
final class MemoryFleetSums {

    private static final long LATE_SECONDS = 5;
    private static final long KEPT_SECONDS = 33L * 86_400;
    private static final long SAME_RESET_MILLIS = 2000;

    private record WindowKey(String name, Optional<String> partition, String unit, long limit) {}

    private record WindowEntry(ReportedWindow reported, long resetMillis, long reportedMillis, long totalThen) {}

    private final Map<String, Amounts> heard = new HashMap<>();
    private final NavigableMap<Long, Amounts> seconds = new TreeMap<>();
    private final Map<WindowKey, WindowEntry> windows = new HashMap<>();
    private Amounts total = Amounts.NONE;
    private long retryMillis;

    MemoryFleetSums copy() {
        MemoryFleetSums copy = new MemoryFleetSums();
        copy.heard.putAll(heard);
        copy.seconds.putAll(seconds);
        copy.windows.putAll(windows);
        copy.total = total;
        copy.retryMillis = retryMillis;
        return copy;
    }

    FleetAnswer.Api exchange(String replica, long sent, FleetReport.Api api, long millis) {
        long now = Math.floorDiv(millis, 1000L);
        Amounts had = heard.get(replica);
        if (Math.abs(now - sent) > LATE_SECONDS) {
            return nothing(api, FleetAnswer.Status.LATE, had);
        }
        if (!api.whole() && (had == null || had.requests() < api.acked().requests()
                || had.tokens() < api.acked().tokens())) {
            return nothing(api, FleetAnswer.Status.RESYNC, had);
        }
        Amounts counted = had == null ? api.base() : had;
        for (FleetReport.Mark mark : api.marks()) {
            Amounts more = new Amounts(Math.max(0, mark.total().requests() - counted.requests()),
                    Math.max(0, mark.total().tokens() - counted.tokens()));
            seconds.merge(sent - mark.age(), more, MemoryFleetSums::plus);
            total = plus(total, more);
            counted = plus(counted, more);
        }
        heard.put(replica, counted);
        seconds.headMap(now - KEPT_SECONDS).clear();
        retryMillis = Math.max(retryMillis, api.retryAfterMillis().isPresent()
                ? millis + api.retryAfterMillis().getAsLong()
                : 0);
        api.windows().forEach(window -> take(window, millis));
        return new FleetAnswer.Api(api.name(), FleetAnswer.Status.COUNTED, counted, sums(api, now),
                api.wantsWindows() ? Optional.of(windows(millis)) : Optional.empty(),
                retryMillis > millis ? OptionalLong.of(retryMillis - millis) : OptionalLong.empty());
    }

    private static FleetAnswer.Api nothing(FleetReport.Api api, FleetAnswer.Status status, Amounts had) {
        return new FleetAnswer.Api(api.name(), status, had == null ? Amounts.NONE : had, Map.of(), Optional.empty(),
                OptionalLong.empty());
    }

    private static Amounts plus(Amounts one, Amounts other) {
        return new Amounts(one.requests() + other.requests(), one.tokens() + other.tokens());
    }

    private Map<Period, Amounts> sums(FleetReport.Api api, long now) {
        Map<Period, Amounts> sums = new EnumMap<>(Period.class);
        for (Period period : api.periods()) {
            long from = switch (period) {
                case MINUTE -> now - 60;
                case HOUR -> Math.floorDiv(now, 60L) * 60 - 3600;
                case DAY -> Math.floorDiv(now, 86_400L) * 86_400;
                case MONTH -> Instant.ofEpochSecond(now).atZone(ZoneOffset.UTC).toLocalDate().withDayOfMonth(1)
                        .atStartOfDay().toEpochSecond(ZoneOffset.UTC);
            };
            sums.put(period, seconds.tailMap(from, true).values().stream().reduce(Amounts.NONE, MemoryFleetSums::plus));
        }
        return sums;
    }

    private void take(ReportedWindow window, long millis) {
        WindowKey key = new WindowKey(window.name(), window.partition(), window.unit(), window.limit());
        WindowEntry entry = new WindowEntry(window, window.resetInMillis() < 0 ? -1 : millis + window.resetInMillis(),
                millis - window.ageMillis(), total(window.unit()));
        WindowEntry known = windows.get(key);
        if (known == null || isOver(known, millis) || isBetter(entry, known)) {
            windows.put(key, entry);
        }
    }

    private static boolean isBetter(WindowEntry entry, WindowEntry known) {
        boolean same = entry.resetMillis >= 0 && known.resetMillis >= 0
                && Math.abs(entry.resetMillis - known.resetMillis) <= SAME_RESET_MILLIS;
        return same
                ? entry.reported.remaining() >= 0
                        && (known.reported.remaining() < 0 || entry.reported.remaining() < known.reported.remaining())
                : entry.reportedMillis > known.reportedMillis;
    }

    private static boolean isOver(WindowEntry entry, long millis) {
        return entry.resetMillis >= 0 && entry.resetMillis <= millis;
    }

    private long total(String unit) {
        return switch (unit) {
            case "requests" -> total.requests();
            case "tokens" -> total.tokens();
            default -> -1;
        };
    }

    private List<FleetAnswer.Window> windows(long millis) {
        windows.values().removeIf(entry -> isOver(entry, millis));
        List<FleetAnswer.Window> all = new ArrayList<>();
        for (WindowEntry entry : windows.values()) {
            ReportedWindow heard = entry.reported;
            all.add(new FleetAnswer.Window(
                    new ReportedWindow(heard.name(), heard.partition(), heard.unit(), heard.limit(), heard.remaining(),
                            heard.used(), heard.windowMillis(), entry.resetMillis < 0 ? -1 : entry.resetMillis - millis,
                            millis - entry.reportedMillis),
                    entry.totalThen < 0 ? -1 : total(heard.unit()) - entry.totalThen));
        }
        return all;
    }
}
