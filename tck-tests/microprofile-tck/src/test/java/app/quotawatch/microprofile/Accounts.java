package app.quotawatch.microprofile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

import app.quotawatch.DeliveryStats;
import app.quotawatch.QuotaWatch;

/** The accounts of every QuotaWatch of a run, added up once all are closed. */
final class Accounts {

    private final Collection<QuotaWatch> started = new ConcurrentLinkedQueue<>();

    void add(QuotaWatch quotaWatch) {
        started.add(quotaWatch);
    }

    void write(Path file) {
        long recorded = 0;
        long delivered = 0;
        long internalErrors = 0;
        for (QuotaWatch quotaWatch : started) {
            DeliveryStats stats = quotaWatch.deliveryStats();
            recorded += stats.recorded();
            delivered += stats.delivered();
            internalErrors += stats.internalErrors();
        }
        try {
            Files.write(file, List.of("started=" + started.size(), "recorded=" + recorded,
                    "lost=" + (recorded - delivered), "internalErrors=" + internalErrors));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
