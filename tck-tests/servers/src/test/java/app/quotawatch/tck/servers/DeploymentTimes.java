package app.quotawatch.tck.servers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What the library costs a deployment: reported and not asserted, as the times of a shared machine are no test. */
final class DeploymentTimes {

    private static final int PAIRS = 3;

    private DeploymentTimes() {}

    /** Returns the median of some pairs, in milliseconds, after one that is not counted. */
    static long extra(Server server, ProbeWar with, ProbeWar without) {
        List<Long> extra = new ArrayList<>();
        for (int i = 0; i <= PAIRS; i++) {
            extra.add(server.timedDeployment(with) - server.timedDeployment(without));
        }
        List<Long> counted = extra.subList(1, extra.size());
        Collections.sort(counted);
        return counted.get(PAIRS / 2);
    }
}
