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

/** The card and the page in the Dev UI. */
@BuildSteps(onlyIf = IsLocalDevelopment.class)
final class DevUIProcessor {

    @BuildStep
    JsonRPCProvidersBuildItem service() {
        return new JsonRPCProvidersBuildItem(QuotaWatchJsonRpcService.class);
    }

    /* The Dev Services are asked for only so that this one, if it is wanted, runs by now. */
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
