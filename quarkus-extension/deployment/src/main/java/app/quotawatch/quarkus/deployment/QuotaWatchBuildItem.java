package app.quotawatch.quarkus.deployment;

import app.quotawatch.QuotaWatch;
import io.quarkus.builder.item.SimpleBuildItem;
import io.quarkus.runtime.RuntimeValue;

/** The application's QuotaWatch, configured and not yet started. */
final class QuotaWatchBuildItem extends SimpleBuildItem {

    private final RuntimeValue<QuotaWatch> quotaWatch;

    QuotaWatchBuildItem(RuntimeValue<QuotaWatch> quotaWatch) {
        this.quotaWatch = quotaWatch;
    }

    RuntimeValue<QuotaWatch> quotaWatch() {
        return quotaWatch;
    }
}
