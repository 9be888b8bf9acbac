package app.quotawatch.doctor;

import app.quotawatch.Finding.Topic;

/** What the platform provides. */
final class PlatformFindings {

    private static final String CONFIG_PROVIDER = "META-INF/services/org.eclipse.microprofile.config.spi.ConfigProviderResolver";

    private PlatformFindings() {}

    static void add(ClassPath classPath, Findings findings) {
        if (classPath.hasResource(CONFIG_PROVIDER)) {
            findings.info(Topic.PLATFORM, "An implementation of MicroProfile Config is on the class path.");
        } else if (classPath.hasClass("app.quotawatch.rest.CallFilter")) {
            findings.info(Topic.PLATFORM,
                    "No implementation of MicroProfile Config is on the class path: the server must "
                            + "provide one, unless the application calls QuotaWatch.init.");
        }
        findings.info(Topic.PLATFORM, classPath.hasClass("jakarta.json.bind.Jsonb")
                ? "JSON-B is on the class path: it can write what QuotaWatch returns. Deliveries do not need it."
                : "JSON-B is not on the class path. Deliveries do not need it.");
    }
}
