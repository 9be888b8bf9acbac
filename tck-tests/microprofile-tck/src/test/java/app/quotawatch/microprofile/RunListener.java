package app.quotawatch.microprofile;

import java.nio.file.Path;

import org.testng.IExecutionListener;
import org.testng.ITestListener;
import org.testng.ITestResult;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;

/** Starts and stops the servers that the TCK expects and the observation, and writes the results of a run. */
public final class RunListener implements IExecutionListener, ITestListener {

    private final Path folder = Path.of(System.getProperty("tck.run"));
    private WireMockServer wireMock;
    private UnresponsiveServer unresponsive;
    private Observation observation;

    /** Created by TestNG, which discovers it as a service. */
    public RunListener() {}

    @Override
    public void onExecutionStart() {
        wireMock = new WireMockServer(WireMockConfiguration.options().port(Ports.WIREMOCK));
        wireMock.start();
        unresponsive = UnresponsiveServer.start(Ports.UNRESPONSIVE);
        if (Library.isPresent()) {
            observation = Observation.start();
        }
    }

    @Override
    public void onTestStart(ITestResult result) {
        Journal.testStarts(result.getTestClass().getName());
    }

    @Override
    public void onExecutionFinish() {
        wireMock.stop();
        unresponsive.close();
        Journal.writeRequests(folder);
        if (observation != null) {
            observation.finish(folder);
        }
    }
}
