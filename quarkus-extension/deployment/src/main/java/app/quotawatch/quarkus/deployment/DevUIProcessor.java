package app.quotawatch.quarkus.deployment;

import java.util.List;

import app.quotawatch.quarkus.runtime.devui.QuotaWatchJsonRpcService;
import io.quarkus.deployment.IsLocalDevelopment;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.deployment.builditem.DevServicesResultBuildItem;
import io.quarkus.devui.spi.JsonRPCProvidersBuildItem;
import io.quarkus.devui.spi.page.CardPageBuildItem;
import io.quarkus.devui.spi.page.Page;

/** Adds the card and the page to the Dev UI. */
@BuildSteps(onlyIf = IsLocalDevelopment.class)
final class DevUIProcessor {

    @BuildStep
    JsonRPCProvidersBuildItem service() {
        return new JsonRPCProvidersBuildItem(QuotaWatchJsonRpcService.class);
    }

    /* Depends on the Dev Services only so that this one, if enabled, is running by now. */
    @BuildStep
    CardPageBuildItem card(List<DevServicesResultBuildItem> started) {
        CardPageBuildItem card = new CardPageBuildItem();
        card.addPage(Page.webComponentPageBuilder()
                .title("Quotas")
                .icon("font-awesome-solid:gauge-high")
                .componentLink("qwc-quotawatch-quotas.js"));
        DevServicesProcessor.dashboard().ifPresent(dashboard -> card.addPage(Page.externalPageBuilder("Dashboard")
                .icon("font-awesome-solid:chart-line")
                .url(dashboard, dashboard)
                .doNotEmbed()));
        return card;
    }
}
