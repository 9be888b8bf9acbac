package app.quotawatch.microprofile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

import app.quotawatch.DeliveryStats;
import app.quotawatch.QuotaWatch;

/**
 * The accounts of every QuotaWatch of a run, added up once all are closed. They are passed as JDK types, because an application may
 * have its own class loader.
 */
public final class Accounts {

    private static final String RECORDED = "recorded";
    private static final String DELIVERED = "delivered";
    private static final String INTERNAL_ERRORS = "internalErrors";

    private static final Collection<Supplier<Map<String, Long>>> ALL = new ConcurrentLinkedQueue<>();

    private Accounts() {}

    static void add(QuotaWatch quotaWatch) {
        add(of(quotaWatch));
    }

    /** Returns a supplier of the current account of this QuotaWatch. */
    public static Supplier<Map<String, Long>> of(QuotaWatch quotaWatch) {
        return () -> {
            DeliveryStats stats = quotaWatch.deliveryStats();
            return Map.of(RECORDED, stats.recorded(), DELIVERED, stats.delivered(), INTERNAL_ERRORS,
                    stats.internalErrors());
        };
    }

    /** Adds an account. */
    public static void add(Supplier<Map<String, Long>> account) {
        ALL.add(account);
    }

    static void write(Path file) {
        long recorded = sum(RECORDED);
        try {
            Files.write(file, List.of("started=" + ALL.size(), "recorded=" + recorded,
                    "lost=" + (recorded - sum(DELIVERED)), "internalErrors=" + sum(INTERNAL_ERRORS)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long sum(String name) {
        return ALL.stream().mapToLong(account -> account.get().get(name)).sum();
    }
}
