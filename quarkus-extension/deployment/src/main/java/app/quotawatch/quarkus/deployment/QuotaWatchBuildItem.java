package app.quotawatch.quarkus.deployment;

import app.quotawatch.quarkus.runtime.QuotaWatchLife;
import io.quarkus.builder.item.SimpleBuildItem;
import io.quarkus.runtime.RuntimeValue;

/** The application's QuotaWatch, configured but not started. */
final class QuotaWatchBuildItem extends SimpleBuildItem {

    private final RuntimeValue<QuotaWatchLife> life;

    QuotaWatchBuildItem(RuntimeValue<QuotaWatchLife> life) {
        this.life = life;
    }

    RuntimeValue<QuotaWatchLife> life() {
        return life;
    }
}
