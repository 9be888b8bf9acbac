package app.quotawatch.quickstart.upstreams;

import java.util.List;
import java.util.Random;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;

/**
 * The issues that people open: a backlog at first, later a few at a time with pauses between. Deterministic for a given seed.
 * Not thread-safe.
 */
final class IssueFeed {

    private static final int BACKLOG = 16;
    private static final int BUSY_ONE_IN = 7;
    private static final int FEWEST = 2;
    private static final int MOST = 7;
    private static final List<String> TITLES = List.of("Rocket does not ignite below freezing",
            "Explain how to attach the roadrunner trap", "Support anvils above 100 kg",
            "Fuse burns twice as fast as documented", "Can the giant magnet be returned?",
            "Painted tunnel is not detected as a wall", "Catapult throws backwards on the second launch",
            "Add metric units to the assembly plan");

    private final Random random;
    private int asked;
    private int opened;

    IssueFeed(long seed) {
        random = new Random(seed);
    }

    JsonArray newIssues() {
        int count = asked == 0 ? BACKLOG : asked % BUSY_ONE_IN == 0 ? random.nextInt(FEWEST, MOST + 1) : 0;
        asked++;
        JsonArrayBuilder issues = Json.createArrayBuilder();
        for (int i = 0; i < count; i++) {
            opened++;
            issues.add(Json.createObjectBuilder()
                    .add("number", opened)
                    .add("title", TITLES.get(random.nextInt(TITLES.size())))
                    .add("state", "open")
                    .add("labels", JsonArray.EMPTY_JSON_ARRAY));
        }
        return issues.build();
    }
}
