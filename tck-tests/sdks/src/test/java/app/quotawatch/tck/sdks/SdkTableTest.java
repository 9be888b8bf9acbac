package app.quotawatch.tck.sdks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.EnumMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

/** The documented table must be the one that a run writes, apart from what was seen. */
class SdkTableTest {

    @Test
    void documentedTable_isRenderedFromItsResults() throws IOException {
        String page = Files.readString(SdkTable.page());
        Map<Sdk, String> seen = new EnumMap<>(Sdk.class);
        for (Sdk sdk : Sdk.values()) {
            seen.put(sdk, SdkTable.seen(page, sdk).orElse("missing"));
        }

        assertThat(SdkTable.render(page, seen)).isEqualTo(page);
    }

    @Test
    void documentedTable_hasSeenACallOfEachSdk() throws IOException {
        String page = Files.readString(SdkTable.page());

        assertThat(Sdk.values()).allSatisfy(sdk -> assertThat(SdkTable.seen(page, sdk)).get().asString()
                .startsWith("sync"));
    }
}
