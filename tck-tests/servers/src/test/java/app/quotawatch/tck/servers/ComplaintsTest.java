package app.quotawatch.tck.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What counts as a complaint, in the log format of each server. Without this test, a clean log would prove nothing. */
class ComplaintsTest {

    private static final String OTHER = "something of the server's own\n";

    /* LEVEL is in the position where the server writes it. */
    private static Stream<String> formats() {
        return Stream.of(
                "\u001b[33m20:15:26,603 LEVEL  [app.quotawatch] (ServerService Thread Pool -- 12) TEXT",
                "[2026-11-22T20:15:26.603+0000] [] [\u001b[1;93mLEVEL\u001b[0m] [] [\u001b[1;94mapp.quotawatch\u001b[0m] [tid: _ThreadID=1 "
                        + "_ThreadName=main] [timeMillis: 1795374962418] [levelValue: 900] TEXT",
                "[2026-11-22T20:15:26.603Z] [GF 8.0.0] [LEVEL] [] [app.quotawatch] [tid: _ThreadID=32] [[\n  TEXT]]",
                "22-Nov-2026 20:15:26.603 LEVEL [main] app.quotawatch.engine.Engine.start TEXT",
                "Nov 22, 2026 8:15:26 PM app.quotawatch.engine.Engine start\nLEVEL: TEXT");
    }

    private static String log(String entry) {
        return formats().map(format -> format.replace("LEVEL", "INFO").replace("TEXT", OTHER)).findFirst().orElseThrow()
                + entry + "\n" + entry.replaceAll("app.quotawatch\\S*", "org.other").replace("QuotaWatch", "Other");
    }

    @ParameterizedTest
    @MethodSource("formats")
    void warningAndError_areOneComplaintEach(String format) {
        for (String level : new String[]{"WARN", "WARNING", "ERROR", "SEVERE"}) {
            String entry = format.replace("LEVEL", level).replace("TEXT", "QuotaWatch is an INFO on a thread");
            assertThat(Complaints.aboutUs(log(entry))).as(entry).hasSize(1).first().asString()
                    .contains("QuotaWatch is an INFO");
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    void information_isNotAComplaint(String format) {
        for (String level : new String[]{"INFO", "CONFIG", "FINE"}) {
            String entry = format.replace("LEVEL", level).replace("TEXT", "QuotaWatch had no ERROR");
            assertThat(Complaints.aboutUs(log(entry))).as(entry).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    void ourStackTrace_isAComplaint(String format) {
        String entry = format.replace("LEVEL", "INFO").replace("TEXT", "java.lang.IllegalStateException: no")
                + "\n\tat app.quotawatch.delivery.Flusher.flush(Flusher.java:1)\n\tat java.base/java.lang.Thread.run";
        assertThat(Complaints.aboutUs(log(entry))).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("formats")
    void stackTraceAtADebugLevel_isNotAComplaint(String format) {
        String entry = format.replace("LEVEL", "FINE").replace("TEXT", "javax.naming.NameNotFoundException: no")
                + "\n\tat app.quotawatch.cdi.Executors.lookUp(Executors.java:1)";
        assertThat(Complaints.aboutUs(log(entry))).isEmpty();
    }

    @Test
    void openLibertysLetters_areLevels() {
        String line = "[11/22/26, 20:15:26:603 UTC] 00000027 app.quotawatch                        X QuotaWatch is A OK\n";

        assertThat(Complaints.aboutUs(line.replace(" X ", " W "))).hasSize(1);
        assertThat(Complaints.aboutUs(line.replace(" X ", " E "))).hasSize(1);
        assertThat(Complaints.aboutUs(line.replace(" X ", " I "))).isEmpty();
        assertThat(Complaints.aboutUs(line.replace(" X ", " A "))).isEmpty();
    }

    @Test
    void warningOfTheProbe_isNotAComplaint() {
        assertThat(Complaints.aboutUs("22-Nov-2026 20:15:26.603 WARNING [main] app.quotawatch.probe.CallResource no\n"))
                .isEmpty();
    }
}
