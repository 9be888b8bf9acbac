package app.quotawatch.tck.servers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The additional deployment time with the library. Reported and not asserted, because times on a shared machine vary. */
final class DeploymentTimes {

    private static final int PAIRS = 3;

    private DeploymentTimes() {}

    /** Returns the median difference of some pairs in milliseconds, after a warm-up pair. */
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
