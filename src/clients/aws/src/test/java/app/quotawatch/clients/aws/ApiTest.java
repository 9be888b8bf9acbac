package app.quotawatch.clients.aws;

import java.util.List;

import app.quotawatch.tck.http.ClientApiContract;

/** What applications may use. */
class ApiTest extends ClientApiContract {

    @Override
    protected Class<?> member() {
        return QuotaWatchExecutionInterceptor.class;
    }

    @Override
    protected List<String> api() {
        return List.of("QuotaWatchExecutionInterceptor()", "afterTransmission(AfterTransmission, ExecutionAttributes)",
                "beforeTransmission(BeforeTransmission, ExecutionAttributes)",
                "onExecutionFailure(FailedExecution, ExecutionAttributes)");
    }
}
