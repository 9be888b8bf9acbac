package app.quotawatch.microprofile;

import java.nio.file.Path;

import org.testng.IExecutionListener;
import org.testng.ITestListener;
import org.testng.ITestResult;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;

/** The frame of a run: the server that the TCK expects to be there, the observation, and the record of both. */
public final class RunListener implements IExecutionListener, ITestListener {

    private final Path folder = Path.of(System.getProperty("tck.run"));
    private WireMockServer wireMock;
    private UnansweringServer unanswering;
    private Observation observation;

    /** Made by TestNG, which finds it as a service. */
    public RunListener() {}

    @Override
    public void onExecutionStart() {
        wireMock = new WireMockServer(WireMockConfiguration.options().port(Ports.WIREMOCK));
        wireMock.start();
        unanswering = UnansweringServer.start(Ports.UNANSWERING);
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
        unanswering.close();
        Journal.writeRequests(folder);
        if (observation != null) {
            observation.finish(folder);
        }
    }
}
