package app.quotawatch.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import app.quotawatch.ApiCall;
import app.quotawatch.ApiConfig;
import app.quotawatch.LimitWindow;
import app.quotawatch.time.Clocks;

class ApiNamesTest {

    private static final Clocks CLOCKS = Clocks.system();

    private static QuotaLedger ledger(List<String> names) {
        List<ApiConfig> apis = names.stream().map(name -> ApiConfig.builder(name)
                .baseUrl("https://api.example.com").requestsPer(LimitWindow.HOUR, 1000).build()).toList();
        return new QuotaLedger(apis, List.of(), "test", CLOCKS, event -> {});
    }

    private static void call(QuotaLedger ledger, String name) {
        // another string with the same characters
        ApiCall call = ApiCall.builder(new String(name.toCharArray())).method("GET").status(200).build();
        ledger.record(call, null, CLOCKS.now());
    }

    private static long used(QuotaLedger ledger, String name) {
        return ledger.quota(name).orElseThrow().windows().get(0).used().orElseThrow();
    }

    @Test
    void apisWhoseNamesHaveOneHash_areCountedApart() {
        List<String> names = List.of("AaAa", "AaBB", "BBAa", "BBBB");
        assertThat(names).extracting(String::hashCode).containsOnly("AaAa".hashCode());
        QuotaLedger ledger = ledger(names.subList(0, 3));
        for (int i = 0; i < names.size(); i++) {
            for (int calls = 0; calls <= i; calls++) {
                call(ledger, names.get(i));
            }
        }

        assertThat(names.subList(0, 3)).extracting(name -> used(ledger, name)).containsExactly(1L, 2L, 3L);
        assertThat(ledger.quota("BBBB")).isEmpty();
    }

    @Test
    void thousandApis_areCountedApart() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            names.add("API " + i);
        }
        QuotaLedger ledger = ledger(names);
        for (int i = 0; i < names.size(); i++) {
            for (int calls = 0; calls < i % 7; calls++) {
                call(ledger, names.get(i));
            }
        }

        for (int i = 0; i < names.size(); i++) {
            assertThat(used(ledger, names.get(i))).isEqualTo(i % 7);
        }
    }
}
