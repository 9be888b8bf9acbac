package app.quotawatch.benchmarks.recording;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import app.quotawatch.fleet.redis.RedisFleetStoreProvider;
import app.quotawatch.spi.fleet.Amounts;
import app.quotawatch.spi.fleet.FleetAnswer;
import app.quotawatch.spi.fleet.FleetReport;
import app.quotawatch.spi.fleet.FleetSettings;
import app.quotawatch.spi.fleet.FleetStore;
import app.quotawatch.spi.fleet.Period;
import app.quotawatch.tck.fleet.RedisServer;

/** What exchanges that follow each other cost Redis: each reports one new second of every API. */
final class ExchangeCost {

    private static final int WARM_UP = 500;
    private static final int EXCHANGES = 1_000;

    private ExchangeCost() {}

    /** Returns the microseconds that the scripts take per API, the commands that they call included. */
    static double micros(RedisServer redis, int apis) throws Exception {
        FleetSettings settings = new FleetSettings("exchanges", "production", "replica", Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                name -> name.equals("redis.url") ? Optional.of(redis.url()) : Optional.empty());
        try (FleetStore store = new RedisFleetStoreProvider().open(settings)) {
            exchange(store, apis, 1, WARM_UP);
            redis.cli("CONFIG", "RESETSTAT");
            exchange(store, apis, WARM_UP + 1, WARM_UP + EXCHANGES);
            return scriptMicros(redis) / EXCHANGES / apis;
        }
    }

    private static void exchange(FleetStore store, int apis, int from, int to) throws Exception {
        for (int i = from; i <= to; i++) {
            List<FleetReport.Api> reported = new ArrayList<>(apis);
            for (int api = 0; api < apis; api++) {
                reported.add(report("api-" + api, i));
            }
            FleetAnswer answer = store.exchange(
                    new FleetReport(Instant.now().getEpochSecond(), Duration.ofSeconds(1), false, reported, List.of()));
            for (FleetAnswer.Api api : answer.apis()) {
                if (!api.sums().getOrDefault(Period.DAY, Amounts.NONE).equals(total(i))) {
                    throw new IllegalStateException("the measurement is invalid: " + api);
                }
            }
        }
    }

    private static FleetReport.Api report(String name, int exchange) {
        boolean first = exchange == 1;
        FleetReport.Mark now = new FleetReport.Mark(0, total(exchange));
        return new FleetReport.Api(name, Set.of(Period.MINUTE, Period.DAY), total(exchange - 1), first, Amounts.NONE,
                first ? List.of(new FleetReport.Mark(62, Amounts.NONE), now) : List.of(now), List.of(),
                OptionalLong.empty(), false);
    }

    private static Amounts total(int exchange) {
        return new Amounts(200L * exchange, 0);
    }

    /* "cmdstat_evalsha:calls=5,usec=321,usec_per_call=64.20,..." */
    private static double scriptMicros(RedisServer redis) {
        double micros = 0;
        for (String line : redis.cli("INFO", "commandstats").split("\\R")) {
            if (line.startsWith("cmdstat_evalsha:") || line.startsWith("cmdstat_eval:")) {
                String from = line.substring(line.indexOf("usec=") + "usec=".length());
                micros += Double.parseDouble(from.substring(0, from.indexOf(',')));
            }
        }
        return micros;
    }
}
