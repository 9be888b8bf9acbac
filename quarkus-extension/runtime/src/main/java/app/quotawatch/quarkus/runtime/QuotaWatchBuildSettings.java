package app.quotawatch.quarkus.runtime;

import java.util.Optional;
import java.util.OptionalInt;

import io.quarkus.runtime.annotations.ConfigDocDefault;
import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * QuotaWatch
 */
@ConfigMapping(prefix = "quarkus.quotawatch")
@ConfigRoot(phase = ConfigPhase.BUILD_TIME)
public interface QuotaWatchBuildSettings {

    /** The Dev Service. */
    DevServices devservices();

    /** HTTP clients other than those of Jakarta REST and MicroProfile. */
    Clients clients();

    /** The Dev Service. */
    interface DevServices {

        /**
         * Whether to start a local ingest in development and test mode if neither {@code quotawatch.api-key} nor
         * {@code quotawatch.ingest-url} is set.
         */
        @WithDefault("true")
        boolean enabled();

        /**
         * The port of the local ingest; a free port if not set.
         */
        OptionalInt port();
    }

    /** HTTP clients other than those of Jakarta REST and MicroProfile. */
    interface Clients {

        /**
         * Whether the clients that the application and its libraries build are observed without code. Set it to {@code true} if
         * APIs are configured only when the application starts, for example by environment variables.
         */
        @ConfigDocDefault("true if an API is configured when the application is built")
        Optional<Boolean> enabled();

        /**
         * Whether each {@code java.net.http.HttpClient} is observed.
         */
        @WithDefault("true")
        boolean jdk();

        /**
         * Whether each {@code OkHttpClient} is observed.
         */
        @WithDefault("true")
        boolean okhttp();

        /**
         * Whether the clients of Apache HttpClient 5 are observed.
         */
        @WithDefault("true")
        boolean apache5();

        /**
         * Whether the calls of the AWS SDK for Java 2 are observed.
         */
        @WithDefault("true")
        boolean aws();

        /**
         * Whether Vert.x's {@code HttpClient} is observed, and with it {@code WebClient}.
         */
        @WithDefault("true")
        boolean vertx();
    }
}
