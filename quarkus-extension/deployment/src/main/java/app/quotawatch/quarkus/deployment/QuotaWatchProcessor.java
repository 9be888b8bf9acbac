package app.quotawatch.quarkus.deployment;

import jakarta.inject.Singleton;

import app.quotawatch.QuotaWatch;
import app.quotawatch.quarkus.deployment.clients.HttpClientsBuildItem;
import app.quotawatch.quarkus.runtime.Lifecycle;
import app.quotawatch.quarkus.runtime.QuotaWatchLife;
import app.quotawatch.quarkus.runtime.QuotaWatchRecorder;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.BeanContainerBuildItem;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.arc.deployment.SyntheticBeansRuntimeInitBuildItem;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.Consume;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.ExecutorBuildItem;
import io.quarkus.deployment.builditem.FeatureBuildItem;
import io.quarkus.deployment.builditem.ShutdownContextBuildItem;

/** Sets up the life cycle of the application's QuotaWatch and its bean. */
final class QuotaWatchProcessor {

    static final String FEATURE = "quotawatch";

    @BuildStep
    FeatureBuildItem feature() {
        return new FeatureBuildItem(FEATURE);
    }

    @BuildStep
    AdditionalBeanBuildItem lifecycle() {
        return AdditionalBeanBuildItem.unremovableOf(Lifecycle.class);
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    @Consume(ConfigProcessor.Checked.class)
    QuotaWatchBuildItem create(QuotaWatchRecorder recorder, HttpClientsBuildItem clients,
            BuildProducer<SyntheticBeanBuildItem> beans) {
        QuotaWatchBuildItem created = new QuotaWatchBuildItem(recorder.create(clients.unobserved()));
        beans.produce(bean(QuotaWatch.class).supplier(recorder.quotaWatch(created.life())).done());
        beans.produce(bean(QuotaWatchLife.class).runtimeValue(created.life()).done());
        return created;
    }

    private static SyntheticBeanBuildItem.ExtendedBeanConfigurator bean(Class<?> type) {
        return SyntheticBeanBuildItem.configure(type)
                // a pseudo-scope, since the bean must also work on threads without an active context
                .scope(Singleton.class)
                .setRuntimeInit()
                .unremovable();
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    @Consume(BeanContainerBuildItem.class)
    // the fleet's first exchange uses a bean of another extension
    @Consume(SyntheticBeansRuntimeInitBuildItem.class)
    void start(QuotaWatchRecorder recorder, QuotaWatchBuildItem created, ExecutorBuildItem executor,
            ShutdownContextBuildItem shutdown) {
        recorder.start(created.life(), executor.getExecutorProxy(), shutdown);
    }
}
