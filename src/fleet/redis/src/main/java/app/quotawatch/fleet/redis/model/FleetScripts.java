package app.quotawatch.fleet.redis.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

import app.quotawatch.spi.fleet.FleetReport;
import app.quotawatch.spi.fleet.Period;
import app.quotawatch.spi.fleet.ReportedWindow;

/** Turns a report into calls of the scripts: one for the replica, one or two for each API, one for each claim. Immutable. */
final class FleetScripts {

    /*
     * How long a replica is remembered that no longer reports. If it came back later, its whole history would be added: so it must
     * be longer than any period whose beginning that history goes back to, a day or a month, with a day to spare.
     */
    private static final long DAYS_LIFE_SECONDS = 49 * 3_600L;
    private static final long MONTHS_LIFE_SECONDS = 34 * 86_400L;
    private static final int INTERVALS = 5;
    private static final long LEAST_LIFE_MILLIS = 2_000;

    private final Script live;
    private final Script exchange;
    private final Script windows;
    private final Script claim;
    private final FleetKeys keys;
    private final String replica;

    /**
     * Creates the calls of a replica.
     *
     * @param text changes the text of each script: tests set the clock
     */
    FleetScripts(FleetKeys keys, String replica, UnaryOperator<String> text) {
        this.keys = keys;
        this.replica = FleetKeys.encoded(replica);
        this.live = new Script(text.apply(Script.text("live.lua")));
        this.exchange = new Script(text.apply(Script.text("exchange.lua")));
        this.windows = new Script(text.apply(Script.text("windows.lua")));
        this.claim = new Script(text.apply(Script.text("claim.lua")));
    }

    ScriptCall live(FleetReport report) {
        long life = report.leaving()
                ? 0
                : Math.max(LEAST_LIFE_MILLIS, INTERVALS * report.interval().toMillis());
        return new ScriptCall(live, List.of(keys.live(), keys.model()),
                List.of(replica, Long.toString(life), FleetKeys.MODEL));
    }

    ScriptCall exchange(FleetReport report, FleetReport.Api api) {
        List<String> values = new ArrayList<>(9 + 3 * api.marks().size());
        values.add(replica);
        values.add(Long.toString(report.storeSecond()));
        values.add(Long.toString(lifeSeconds(api.periods())));
        values.add(api.whole() ? "1" : "0");
        values.add(Long.toString(api.acked().requests()));
        values.add(Long.toString(api.acked().tokens()));
        values.add(Long.toString(api.base().requests()));
        values.add(Long.toString(api.base().tokens()));
        values.add(Long.toString(api.retryAfterMillis().orElse(-1)));
        for (FleetReport.Mark mark : api.marks()) {
            values.add(Long.toString(mark.age()));
            values.add(Long.toString(mark.total().requests()));
            values.add(Long.toString(mark.total().tokens()));
        }
        return new ScriptCall(exchange, List.of(keys.counts(api.name())), values);
    }

    private static long lifeSeconds(Set<Period> periods) {
        return periods.contains(Period.MONTH) ? MONTHS_LIFE_SECONDS : DAYS_LIFE_SECONDS;
    }

    ScriptCall windows(FleetReport report, FleetReport.Api api) {
        List<String> values = new ArrayList<>();
        values.add(Long.toString(report.storeSecond()));
        for (ReportedWindow window : api.windows()) {
            WindowText.write(window, values);
        }
        return new ScriptCall(windows, List.of(keys.windows(api.name()), keys.counts(api.name())), values);
    }

    ScriptCall claim(FleetReport.Claim wanted) {
        String key = keys.claim(wanted.api(), wanted.limitType(), wanted.thresholdPct(), wanted.period());
        return new ScriptCall(claim, List.of(key),
                List.of(replica, Long.toString(Math.max(1, wanted.holds().toMillis()))));
    }
}
