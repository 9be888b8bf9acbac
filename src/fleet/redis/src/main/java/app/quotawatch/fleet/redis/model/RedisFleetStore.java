package app.quotawatch.fleet.redis.model;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.logging.Level;

import app.quotawatch.log.MinuteLog;
import app.quotawatch.spi.fleet.Amounts;
import app.quotawatch.spi.fleet.FleetAnswer;
import app.quotawatch.spi.fleet.FleetReport;
import app.quotawatch.spi.fleet.FleetSettings;
import app.quotawatch.spi.fleet.FleetStore;
import app.quotawatch.spi.fleet.Period;

/** A fleet's store in Redis, whatever client sends the commands. Keeps nothing of a fleet itself. */
public final class RedisFleetStore implements FleetStore {

    private static final FleetAnswer.Status[] STATUSES = {FleetAnswer.Status.COUNTED, FleetAnswer.Status.RESYNC,
            FleetAnswer.Status.LATE};
    private static final int COUNTS = 13;
    private static final int SUMS_FROM = 4;
    private static final Period[] PERIODS = {Period.MINUTE, Period.HOUR, Period.DAY, Period.MONTH};

    private final RedisCommands redis;
    private final FleetScripts scripts;
    private final long timeoutNanos;
    private final MinuteLog replaced = new MinuteLog(Level.WARNING, new MonotonicTime());

    /** Creates the store of a replica. */
    public RedisFleetStore(FleetSettings settings, RedisCommands redis) {
        this(settings, redis, new Unchanged());
    }

    RedisFleetStore(FleetSettings settings, RedisCommands redis, UnaryOperator<String> script) {
        this.redis = redis;
        this.scripts = new FleetScripts(new FleetKeys(settings.fleet(), settings.environment()), settings.replica(),
                script);
        this.timeoutNanos = settings.timeout().toNanos();
    }

    @Override
    public FleetAnswer exchange(FleetReport report) throws IOException {
        long deadline = System.nanoTime() + timeoutNanos;
        List<ScriptCall> calls = new ArrayList<>();
        calls.add(scripts.live(report));
        for (FleetReport.Api api : report.apis()) {
            calls.add(scripts.exchange(report, api));
            if (hasWindows(api)) {
                calls.add(scripts.windows(report, api));
            }
        }
        for (FleetReport.Claim claim : report.claims()) {
            calls.add(scripts.claim(claim));
        }
        return answer(report, new Replies(run(calls, deadline)));
    }

    private static boolean hasWindows(FleetReport.Api api) {
        return api.wantsWindows() || !api.windows().isEmpty();
    }

    /* A server that has started anew, or another one, does not know the scripts. */
    private List<Object> run(List<ScriptCall> calls, long deadline) throws IOException {
        List<Object> replies = new ArrayList<>(redis.run(calls, deadline));
        if (replies.size() != calls.size()) {
            throw new IOException(redis + " sent " + replies.size() + " replies to " + calls.size() + " commands");
        }
        List<Integer> unknown = new ArrayList<>();
        List<ScriptCall> again = new ArrayList<>();
        for (int i = 0; i < replies.size(); i++) {
            if (replies.get(i) instanceof RedisError error && error.isUnknownScript()) {
                unknown.add(i);
                again.add(calls.get(i).asText());
            }
        }
        if (!again.isEmpty()) {
            List<Object> second = redis.run(again, deadline);
            for (int i = 0; i < unknown.size(); i++) {
                replies.set(unknown.get(i), second.get(i));
            }
        }
        for (Object reply : replies) {
            if (reply instanceof RedisError error) {
                // it may be a server that was the primary
                redis.close();
                throw new IOException(redis + " does not accept the fleet's report: " + error.explanation());
            }
        }
        return replies;
    }

    private FleetAnswer answer(FleetReport report, Replies replies) throws IOException {
        List<Long> live = replies.numbers(3);
        Instant time = Instant.ofEpochSecond(live.get(1), live.get(2) * 1_000);
        List<FleetAnswer.Api> apis = new ArrayList<>(report.apis().size());
        for (FleetReport.Api api : report.apis()) {
            List<Long> counts = replies.numbers(COUNTS);
            if (counts.get(1) != 0) {
                replaced.log(null,
                        "QuotaWatch replaced what {0} held about the quota of {1}: it was not written by QuotaWatch",
                        redis, api.name());
            }
            Optional<List<FleetAnswer.Window>> windows = Optional.empty();
            if (hasWindows(api)) {
                List<FleetAnswer.Window> all = replies.windows();
                windows = api.wantsWindows() && counts.get(0) == 0 ? Optional.of(all) : windows;
            }
            apis.add(answer(api, counts, windows));
        }
        Set<FleetReport.Claim> granted = new HashSet<>();
        for (FleetReport.Claim claim : report.claims()) {
            if (replies.number() == 1) {
                granted.add(claim);
            }
        }
        return new FleetAnswer(time, Math.toIntExact(live.get(0)), apis, granted);
    }

    private FleetAnswer.Api answer(FleetReport.Api api, List<Long> counts, Optional<List<FleetAnswer.Window>> windows)
            throws IOException {
        int status = Math.toIntExact(counts.get(0));
        if (status < 0 || status >= STATUSES.length) {
            throw new IOException(redis + " replied a status that QuotaWatch does not know: " + status);
        }
        Map<Period, Amounts> sums = new EnumMap<>(Period.class);
        for (int i = 0; i < PERIODS.length && STATUSES[status] == FleetAnswer.Status.COUNTED; i++) {
            if (api.periods().contains(PERIODS[i])) {
                sums.put(PERIODS[i], new Amounts(counts.get(SUMS_FROM + 2 * i), counts.get(SUMS_FROM + 2 * i + 1)));
            }
        }
        long wait = counts.get(COUNTS - 1);
        return new FleetAnswer.Api(api.name(), STATUSES[status], new Amounts(counts.get(2), counts.get(3)), sums,
                windows,
                wait < 0 ? OptionalLong.empty() : OptionalLong.of(wait));
    }

    @Override
    public void close() {
        redis.close();
    }

    @Override
    public String toString() {
        return "fleet's store in " + redis;
    }

    private static final class Unchanged implements UnaryOperator<String> {

        @Override
        public String apply(String text) {
            return text;
        }
    }
}
