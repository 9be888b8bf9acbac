package app.quotawatch.benchmarks.recording;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import org.jctools.queues.MpscArrayQueue;

import app.quotawatch.ApiCall;
import app.quotawatch.QuotaWatch;
import app.quotawatch.benchmarks.peers.Ours;
import app.quotawatch.benchmarks.peers.Senders;
import app.quotawatch.delivery.BareQueue;
import app.quotawatch.inbox.CountLock;
import app.quotawatch.inbox.Counter;
import app.quotawatch.inbox.Inbox;
import app.quotawatch.ledger.QuotaLedger;
import app.quotawatch.time.Clocks;
import app.quotawatch.time.Moment;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import zipkin2.Span;
import zipkin2.reporter.AsyncReporter;

/** Creates the recorders, each with an event of the same call. */
final class Recorders {

    /** QuotaWatch's default; the peers keep their own, larger defaults. */
    static final int CAPACITY = 500;

    private Recorders() {}

    /**
     * Returns a recorder.
     *
     * @param full whether nothing empties it, so that it overflows
     */
    static Recorder of(String name, boolean full) {
        return switch (name) {
            case "quotawatch-record" -> full ? engine(0) : ledgerAndQueue(0);
            case "quotawatch-record-6-headers" -> full ? engine(6) : ledgerAndQueue(6);
            case "quotawatch-queue" -> queue();
            case "zipkin-reporter" -> zipkin(full);
            case "opentelemetry-batch" -> openTelemetry(full);
            case "launchdarkly-events" -> EventQueues.launchDarkly(full);
            case "segment-analytics" -> EventQueues.segment(full);
            case "array-blocking-queue" -> arrayBlockingQueue();
            case "jctools-mpsc" -> jctools();
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static ApiCall call(int headers) {
        Map<String, String> all = headers == 0
                ? Map.of()
                : Map.of("x-ratelimit-remaining-requests", "4999", "x-ratelimit-limit-requests", "5000",
                        "x-ratelimit-reset-requests", "6m0s", "x-ratelimit-limit-tokens", "160000",
                        "x-ratelimit-remaining-tokens", "149984", "x-ratelimit-reset-tokens", "1.2s");
        return ApiCall.builder("API0").endpoint("/v1/chat/completions").method("POST").status(200)
                .latency(Duration.ofMillis(142)).timestamp(Instant.parse("2026-05-07T12:00:00Z")).rateLimitHeaders(all)
                .build();
    }

    /* Everything that record() does, in an application whose buffer is full. */
    private static Recorder engine(int headers) {
        QuotaWatch quotaWatch = Ours.startIdle(1);
        ApiCall call = call(headers);
        return new Recorder() {
            @Override
            public Object record() {
                quotaWatch.record(call);
                return quotaWatch;
            }

            @Override
            public long kept() {
                return 0; // each event that it accepts replaces an older one
            }

            @Override
            public boolean isSane() {
                return quotaWatch.deliveryStats().internalErrors() == 0
                        && quotaWatch.deliveryStats().buffered() == CAPACITY;
            }
        };
    }

    /* All of record() but the listeners, so that the queue can be emptied without an ingest. */
    private static Recorder ledgerAndQueue(int headers) {
        CountLock lock = new CountLock();
        BareQueue queue = new BareQueue(CAPACITY, lock);
        Clocks clocks = Clocks.system();
        QuotaLedger ledger = new QuotaLedger(Ours.config(1).build().apis(), List.of(80, 95, 100), "benchmark", clocks,
                event -> {});
        Inbox inbox = new Inbox(lock, new QueueAndLedger(queue, ledger));
        // as in an engine that runs; what is handed over, the caller does here
        inbox.start(Runnable::run);
        ApiCall call = call(headers);
        return new Recorder() {
            @Override
            public Object record() {
                long nanos = clocks.nanos();
                inbox.answered(call, null, clocks.wallNanos(nanos), nanos);
                return call;
            }

            @Override
            public void drain(int atMost) {
                queue.drain(atMost);
            }

            @Override
            public long kept() {
                return queue.delivered();
            }

            @Override
            public boolean isSane() {
                return queue.addsUp();
            }
        };
    }

    private static Recorder queue() {
        BareQueue queue = new BareQueue(CAPACITY);
        ApiCall call = call(0);
        return new Recorder() {
            @Override
            public Object record() {
                return queue.add(call);
            }

            @Override
            public void drain(int atMost) {
                queue.drain(atMost);
            }

            @Override
            public long kept() {
                return queue.delivered();
            }

            @Override
            public boolean isSane() {
                return queue.addsUp();
            }
        };
    }

    /* https://github.com/openzipkin/zipkin-reporter-java#asyncreporter: the defaults, with QuotaWatch's interval */
    private static Recorder zipkin(boolean full) {
        LongAdder sent = new LongAdder();
        AsyncReporter<Span> reporter = AsyncReporter.builder(full ? Senders.stuck() : Senders.quick(sent))
                .messageTimeout(5, TimeUnit.SECONDS).build();
        Span span = Span.newBuilder().traceId("86154a4ba6e91385").id("86154a4ba6e91385").kind(Span.Kind.CLIENT)
                .name("post").timestamp(1_778_155_200_000_000L).duration(142_000L).putTag("http.method", "POST")
                .putTag("http.path", "/v1/chat/completions").putTag("http.status_code", "200").build();
        return new Recorder() {
            @Override
            public Object record() {
                reporter.report(span);
                return reporter;
            }

            @Override
            public long kept() {
                return sent.sum();
            }
        };
    }

    /* https://opentelemetry.io/docs/languages/java/sdk/#spanprocessor: the defaults, whose interval is also 5 s */
    private static Recorder openTelemetry(boolean full) {
        LongAdder exported = new LongAdder();
        SpanProcessor processor = Senders.batching(full, exported);
        SdkTracerProvider provider = SdkTracerProvider.builder().build();
        io.opentelemetry.api.trace.Span span = provider.get("benchmark").spanBuilder("POST")
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute(AttributeKey.stringKey("http.request.method"), "POST")
                .setAttribute(AttributeKey.stringKey("url.path"), "/v1/chat/completions")
                .setAttribute(AttributeKey.longKey("http.response.status_code"), 200L).startSpan();
        span.end();
        ReadableSpan ended = (ReadableSpan) span;
        return new Recorder() {
            @Override
            public Object record() {
                processor.onEnd(ended);
                return processor;
            }

            @Override
            public long kept() {
                return full ? 0 : exported.sum();
            }
        };
    }

    private static Recorder arrayBlockingQueue() {
        ArrayBlockingQueue<ApiCall> queue = new ArrayBlockingQueue<>(CAPACITY);
        ApiCall call = call(0);
        return new Recorder() {

            private long polled;

            @Override
            public Object record() {
                return queue.offer(call);
            }

            @Override
            public void drain(int atMost) {
                for (int i = 0; i < atMost; i++) {
                    polled += queue.poll() == null ? 0 : 1;
                }
            }

            @Override
            public long kept() {
                return polled;
            }
        };
    }

    private static Recorder jctools() {
        MpscArrayQueue<ApiCall> queue = new MpscArrayQueue<>(CAPACITY);
        ApiCall call = call(0);
        return new Recorder() {

            private long polled;

            @Override
            public Object record() {
                return queue.offer(call);
            }

            @Override
            public void drain(int atMost) {
                for (int i = 0; i < atMost; i++) {
                    polled += queue.poll() == null ? 0 : 1;
                }
            }

            @Override
            public long kept() {
                return polled;
            }
        };
    }

    /** Counts as the engine does. */
    private record QueueAndLedger(BareQueue queue, QuotaLedger ledger) implements Counter {

        @Override
        public void count(Object call, Instant serverDate, Moment now) {
            queue.addLocked((ApiCall) call);
            ledger.record((ApiCall) call, serverDate, now);
        }

        @Override
        public void failed(Throwable error) {
            throw new IllegalStateException("the measurement is invalid", error);
        }

        @Override
        public Runnable due() {
            return null;
        }
    }
}
