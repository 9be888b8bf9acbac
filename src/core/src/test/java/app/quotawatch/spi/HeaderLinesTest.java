package app.quotawatch.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

import org.junit.jupiter.api.Test;

/** The lines of a message, read as a map. */
class HeaderLinesTest {

    private static final String[] LINES = {"X-Limit", "5", "Retry-After", "30", "x-limit", "7", "Empty", null, null,
            "HTTP/1.1 200 OK"};

    private final Map<String, String> map = HeaderLines.asMap(new Lines(LINES));

    @Test
    void lookUp_ignoresCase_andFindsTheFirstLine() {
        assertThat(map.get("X-LIMIT")).isEqualTo("5");
        assertThat(map.get("retry-after")).isEqualTo("30");
    }

    @Test
    void lookUp_ofWhatIsNotThere_findsNothing() {
        assertThat(map.get("X-Remaining")).isNull();
        assertThat(map.get("Empty")).isNull();
        assertThat(map.get(null)).isNull();
        assertThat(map.get(5)).isNull();
    }

    @Test
    void eachLine_isAnEntry_inTheirOrder() {
        List<String> entries = new ArrayList<>();
        for (Map.Entry<String, String> entry : map.entrySet()) {
            entries.add(entry.getKey() + "=" + entry.getValue());
        }

        assertThat(entries).containsExactly("X-Limit=5", "Retry-After=30", "x-limit=7", "Empty=null",
                "null=HTTP/1.1 200 OK");
        assertThat(map).hasSize(5);
    }

    @Test
    void map_isAView() {
        String[] lines = LINES.clone();
        Map<String, String> view = HeaderLines.asMap(new Lines(lines));

        lines[1] = "6";

        assertThat(view.get("x-limit")).isEqualTo("6");
    }

    @Test
    void noLines_areAnEmptyMap() {
        Map<String, String> none = HeaderLines.asMap(new Lines());

        assertThat(none.isEmpty()).isTrue();
        assertThat(none.entrySet().iterator().hasNext()).isFalse();
        assertThat(none.get("x-limit")).isNull();
    }

    @Test
    void iterator_endsAfterTheLastLine() {
        Iterator<Map.Entry<String, String>> entries = HeaderLines.asMap(new Lines("a", "b")).entrySet().iterator();
        entries.next();

        assertThatThrownBy(entries::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void map_cannotBeChanged() {
        Iterator<Map.Entry<String, String>> entries = map.entrySet().iterator();
        Map.Entry<String, String> first = entries.next();

        assertThatThrownBy(() -> first.setValue("8")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> map.put("a", "b")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(entries::remove).isInstanceOf(UnsupportedOperationException.class);
    }

    private static final class Lines implements HeaderLines {

        private final String[] namesAndValues;

        Lines(String... namesAndValues) {
            this.namesAndValues = namesAndValues;
        }

        @Override
        public int count() {
            return namesAndValues.length / 2;
        }

        @Override
        public String name(int line) {
            return namesAndValues[2 * line];
        }

        @Override
        public String value(int line) {
            return namesAndValues[2 * line + 1];
        }
    }
}
