package app.quotawatch.quarkus.runtime;

import java.util.OptionalInt;

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
}
