package app.quotawatch.benchmarks.recording;

import java.net.URI;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import com.launchdarkly.logging.LDLogger;
import com.launchdarkly.sdk.LDContext;
import com.launchdarkly.sdk.LDValue;
import com.launchdarkly.sdk.internal.events.DefaultEventProcessor;
import com.launchdarkly.sdk.internal.events.Event;
import com.launchdarkly.sdk.internal.events.EventSender;
import com.launchdarkly.sdk.internal.events.EventsConfiguration;
import com.segment.analytics.Analytics;
import com.segment.analytics.Callback;
import com.segment.analytics.messages.Message;
import com.segment.analytics.messages.TrackMessage;

import app.quotawatch.benchmarks.peers.Senders;
import okhttp3.OkHttpClient;

/** The event queues of SDKs for feature flags and product analytics. */
final class EventQueues {

    private static final int CAPACITY = 10_000;
    private static final long FLUSH_INTERVAL_MILLIS = 5_000;
    private static final int FLUSH_QUEUE_SIZE = 250;

    private EventQueues() {}

    /*
     * The event processor behind every SDK of LaunchDarkly for Java, with the defaults of the server's:
     * https://launchdarkly.github.io/java-server-sdk/com/launchdarkly/sdk/server/integrations/EventProcessorBuilder.html
     * Contexts are not deduplicated and diagnostic events are not sent, so that its dispatcher only accepts events.
     */
    static Recorder launchDarkly(boolean full) {
        LongAdder sent = new LongAdder();
        EventsConfiguration configuration = new EventsConfiguration(false, CAPACITY, null, 0, null,
                new LaunchDarklySender(full, sent),
                EventsConfiguration.DEFAULT_EVENT_SENDING_THREAD_POOL_SIZE, URI.create("http://localhost:1"),
                FLUSH_INTERVAL_MILLIS, false, false, List.of());
        ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(EventQueues::daemon);
        DefaultEventProcessor processor = new DefaultEventProcessor(configuration, scheduler, Thread.MIN_PRIORITY,
                LDLogger.none());
        Event call = new Event.Custom(1_778_155_200_000L, "POST", LDContext.create("API0"),
                LDValue.buildObject().put("path", "/v1/chat/completions").put("status", 200).build(), 142.0);
        return new Recorder() {
            @Override
            public Object record() {
                processor.sendEvent(call);
                return processor;
            }

            @Override
            public long kept() {
                return full ? 0 : sent.sum();
            }
        };
    }

    /*
     * https://javadoc.io/static/com.segment.analytics.java/analytics/3.5.4/com/segment/analytics/Analytics.html: offer, which neither
     * waits nor measures the event, and a bounded queue, set in the builder, because the default is unbounded and would use all
     * memory. The executor is bounded too; when it is full, the thread that submits a batch sends it. Messages already have their
     * id and time, because creating these costs more than the queue.
     */
    static Recorder segment(boolean full) {
        LongAdder sent = new LongAdder();
        Analytics analytics = Analytics.builder("benchmark")
                .client(new OkHttpClient.Builder().addInterceptor(Senders.responding(full)).build())
                .queueCapacity(CAPACITY)
                .flushQueueSize(FLUSH_QUEUE_SIZE)
                .flushInterval(FLUSH_INTERVAL_MILLIS, TimeUnit.MILLISECONDS)
                .threadFactory(EventQueues::daemon)
                .networkExecutor(new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(CAPACITY / FLUSH_QUEUE_SIZE), (ThreadFactory) EventQueues::daemon,
                        new ThreadPoolExecutor.CallerRunsPolicy()))
                .callback(new Counting(sent))
                .build();
        TrackMessage.Builder call = TrackMessage.builder("POST").userId("API0").messageId("86154a4ba6e91385")
                .sentAt(new Date(1_778_155_200_142L)).timestamp(new Date(1_778_155_200_000L))
                .properties(Map.of("path", "/v1/chat/completions", "status", 200, "latency", 142));
        return new Recorder() {
            @Override
            public Object record() {
                return analytics.offer(call);
            }

            @Override
            public long kept() {
                return sent.sum();
            }
        };
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "events");
        thread.setDaemon(true);
        return thread;
    }

    private record LaunchDarklySender(boolean stuck, LongAdder sent) implements EventSender {

        @Override
        public Result sendAnalyticsEvents(byte[] data, int eventCount, URI eventsBaseUri) {
            sent.add(eventCount);
            if (stuck) {
                Senders.block();
            }
            return new Result(true, false, null);
        }

        @Override
        public Result sendDiagnosticEvent(byte[] data, URI eventsBaseUri) {
            return new Result(true, false, null);
        }

        @Override
        public void close() {
            // nothing to release
        }
    }

    private record Counting(LongAdder sent) implements Callback {

        @Override
        public void success(Message message) {
            sent.increment();
        }

        @Override
        public void failure(Message message, Throwable throwable) {
            throw new IllegalStateException("not sent: " + message, throwable);
        }
    }
}
