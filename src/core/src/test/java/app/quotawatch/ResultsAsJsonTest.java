package app.quotawatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.JsonbException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import app.quotawatch.event.CallFailed;
import app.quotawatch.event.DeliveryRefused;
import app.quotawatch.event.FailureKind;
import app.quotawatch.event.QuotaEvent;
import app.quotawatch.event.QuotaRecovered;
import app.quotawatch.event.QuotaThresholdReached;
import app.quotawatch.event.QuotaWatchEvent;
import app.quotawatch.event.RateLimitHit;
import app.quotawatch.json.JsonResult;
import app.quotawatch.quota.ApiQuota;
import app.quotawatch.quota.Fleet;
import app.quotawatch.quota.QuotaWindow;

/** Whatever an application holds of QuotaWatch, it can return from a resource of its own: JSON-B and Jackson write the same. */
class ResultsAsJsonTest {

    private static final Instant AT = Instant.parse("2026-05-07T12:00:00Z");
    private static final String T = "\"2026-05-07T12:00:00Z\"";

    private static final DeliveryFailure FAILURE = DeliveryFailure.of(AT, "HTTP 403: \"no\"", OptionalInt.of(403),
            Optional.of("API_LIMIT"));
    private static final String FAILURE_JSON = "{'at':" + T
            + ",'message':'HTTP 403: \\\"no\\\"','status':403,'code':'API_LIMIT'}";

    private static final QuotaWindow WINDOW = QuotaWindow.builder("minute", "requests", QuotaWindow.Source.CONFIGURED)
            .partition("key-1").limit(60)
            .used(15).remaining(45).resetAt(AT).windowLength(Duration.ofMinutes(1)).reportedAt(AT)
            .projectedExhaustion(AT).build();
    private static final String WINDOW_JSON = "{'name':'minute','partition':'key-1','unit':'requests','source':'CONFIGURED','limit':60,'used':15,"
            + "'remaining':45,'percentUsed':25.0,'exhausted':false,'resetAt':" + T
            + ",'windowLength':'PT1M','reportedAt':" + T
            + ",'projectedExhaustion':" + T + "}";
    private static final QuotaWindow UNKNOWN = QuotaWindow.builder("tokens", "tokens", QuotaWindow.Source.REPORTED)
            .build();
    private static final String UNKNOWN_JSON = "{'name':'tokens','unit':'tokens','source':'REPORTED','exhausted':false}";

    private static final Fleet FLEET = Fleet.of(4, AT, true);
    private static final String FLEET_JSON = "{'replicas':4,'syncedAt':" + T + ",'stale':true}";

    private record Case(JsonResult result, String json) {

        @Override
        public String toString() {
            return result.getClass().getSimpleName();
        }
    }

    static final List<Case> CASES = List.of(
            new Case(WINDOW, WINDOW_JSON),
            new Case(UNKNOWN, UNKNOWN_JSON),
            new Case(ApiQuota.of("OpenAI", "production", List.of(WINDOW, UNKNOWN), Optional.of(AT), 2),
                    "{'api':'OpenAI','environment':'production','windows':[" + WINDOW_JSON + "," + UNKNOWN_JSON
                            + "],'retryAfter':" + T + ",'failedCalls':2}"),
            new Case(ApiQuota.of("A", "e", List.of(), Optional.empty(), 0),
                    "{'api':'A','environment':'e','windows':[],'failedCalls':0}"),
            new Case(ApiQuota.of("A", "e", List.of(), Optional.empty(), 0).withFleet(FLEET),
                    "{'api':'A','environment':'e','windows':[],'failedCalls':0,'fleet':" + FLEET_JSON + "}"),
            new Case(FLEET, FLEET_JSON),
            new Case(FleetStats.of(Optional.of(FLEET), Map.of(FleetStats.Outcome.FAILED, 2L)),
                    "{'fleet':" + FLEET_JSON + ",'exchanges':{'ANSWERED':0,'FAILED':2,'TIMED_OUT':0,'INVALID':0}}"),
            new Case(
                    DeliveryStats.builder().recorded(5).delivered(2).dropped(DropReason.OVERFLOW, 1).buffered(1)
                            .inFlight(1)
                            .lastSuccess(Optional.of(AT)).lastFailure(Optional.of(FAILURE)).failedCalls(3).build(),
                    "{'recorded':5,'delivered':2,'dropped':{'OVERFLOW':1,'REJECTED':0,'SHUTDOWN':0,'CLOSED':0,'INVALID':0},"
                            + "'droppedInTotal':1,'buffered':1,'inFlight':1,'keptLocal':0,'lastSuccess':" + T
                            + ",'lastFailure':" + FAILURE_JSON
                            + ",'failedCalls':3,'internalErrors':0,'discardedNotifications':0}"),
            new Case(FAILURE, FAILURE_JSON),
            new Case(DeliveryFailure.of(AT, "no response", OptionalInt.empty(), Optional.empty()),
                    "{'at':" + T + ",'message':'no response'}"),
            new Case(FlushResult.of(FlushResult.Outcome.INCOMPLETE, 1, 2, 3, Optional.of(FAILURE)),
                    "{'outcome':'INCOMPLETE','delivered':1,'dropped':2,'remaining':3,'failure':" + FAILURE_JSON + "}"),
            new Case(ConfigProblem.of(ConfigProblem.Kind.INVALID, "quotawatch.api-key", "bad"),
                    "{'kind':'INVALID','key':'quotawatch.api-key','message':'bad'}"),
            new Case(Finding.of(Finding.Severity.WARNING, Finding.Topic.INGEST, "check it"),
                    "{'severity':'WARNING','topic':'INGEST','message':'check it'}"),
            new Case(ApiCall.builder("OpenAI").endpoint("/v1").method("POST").status(429)
                    .latency(Duration.ofMillis(1500))
                    .timestamp(AT).environment("blue").rateLimitHeaders(Map.of("Retry-After", "7")).tokens(9)
                    .partition("key-2").build(),
                    "{'api':'OpenAI','endpoint':'/v1','method':'POST','status':429,'latency':'PT1.5S','timestamp':" + T
                            + ",'environment':'blue','hit429':true,'rateLimitHeaders':{'retry-after':'7'},'tokens':9,'partition':'key-2'}"),
            new Case(CallFailed.of("A", "/x", "GET", AT, Optional.of(Duration.ofSeconds(2)), FailureKind.READ_TIMEOUT),
                    "{'type':'CallFailed','api':'A','endpoint':'/x','method':'GET','timestamp':" + T
                            + ",'duration':'PT2S','kind':'READ_TIMEOUT'}"),
            new Case(DeliveryRefused.of(AT, 403, Optional.of("API_LIMIT"), "no"),
                    "{'type':'DeliveryRefused','at':" + T + ",'status':403,'code':'API_LIMIT','message':'no'}"),
            new Case(QuotaRecovered.of("A", "e", "daily", AT),
                    "{'type':'QuotaRecovered','api':'A','environment':'e','limitType':'daily','recoveredAt':" + T
                            + ",'firstInFleet':true}"),
            new Case(QuotaRecovered.of("A", "e", "daily", AT).withPartition("key-1"),
                    "{'type':'QuotaRecovered','api':'A','environment':'e','limitType':'daily','partition':'key-1',"
                            + "'recoveredAt':" + T + ",'firstInFleet':true}"),
            new Case(RateLimitHit.of("A", "/x", Optional.of(AT), 3),
                    "{'type':'RateLimitHit','api':'A','endpoint':'/x','retryAfter':" + T + ",'hits':3}"),
            new Case(RateLimitHit.of("A", "/x", Optional.empty(), 1).withPartition("key-1"),
                    "{'type':'RateLimitHit','api':'A','endpoint':'/x','partition':'key-1','hits':1}"),
            new Case(QuotaThresholdReached.of("A", "e", "minute", 80, 48, 60, 80.0, AT),
                    "{'type':'QuotaThresholdReached','api':'A','environment':'e','limitType':'minute','thresholdPct':80,"
                            + "'currentCount':48,'limitValue':60,'pctUsed':80.0,'periodStart':" + T
                            + ",'firstInFleet':true}"),
            new Case(QuotaThresholdReached.of("A", "e", "minute", 80, 48, 60, 80.0, AT).withPartition("key-1"),
                    "{'type':'QuotaThresholdReached','api':'A','environment':'e','limitType':'minute','partition':'key-1',"
                            + "'thresholdPct':80,'currentCount':48,'limitValue':60,'pctUsed':80.0,'periodStart':" + T
                            + ",'firstInFleet':true}"),
            new Case(QuotaThresholdReached.of("A", "e", "minute", 80, 48, 60, Double.NaN, AT).withFirstInFleet(false),
                    "{'type':'QuotaThresholdReached','api':'A','environment':'e','limitType':'minute','thresholdPct':80,"
                            + "'currentCount':48,'limitValue':60,'periodStart':" + T + ",'firstInFleet':false}"));

    /* As applications have them, however they are configured: nothing but the order of the names may depend on it. */
    static Stream<ObjectMapper> mappers() {
        return Stream.of(new ObjectMapper(),
                JsonMapper.builder().addModules(new Jdk8Module(), new JavaTimeModule()).build(),
                JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                        .defaultPropertyInclusion(
                                JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
                        .build());
    }

    static Stream<Jsonb> jsonbs() {
        return Stream.of(JsonbBuilder.create(), JsonbBuilder.create(new JsonbConfig().withNullValues(true)
                .withDateFormat("dd.MM.yyyy", null).withPropertyNamingStrategy("UPPER_CAMEL_CASE")));
    }

    private static JsonNode tree(String json) throws JsonProcessingException {
        return new ObjectMapper().readTree(json);
    }

    @ParameterizedTest
    @MethodSource("mappers")
    void jackson_writesEveryResult(ObjectMapper mapper) throws JsonProcessingException {
        for (Case one : CASES) {
            assertThat(mapper.writeValueAsString(one.result)).isEqualTo(one.json.replace('\'', '"'));
        }
    }

    @ParameterizedTest
    @MethodSource("jsonbs")
    void jsonB_writesEveryResult(Jsonb jsonb) throws Exception {
        for (Case one : CASES) {
            assertThat(tree(jsonb.toJson(one.result))).isEqualTo(tree(one.json.replace('\'', '"')));
        }
        jsonb.close();
    }

    @ParameterizedTest
    @FieldSource("CASES")
    void listOfResults_isWrittenByItsDeclaredType(Case one) throws Exception {
        List<JsonResult> list = List.of(one.result, one.result);
        JsonNode expected = tree("[" + one.json.replace('\'', '"') + "," + one.json.replace('\'', '"') + "]");
        List<Type> declared = new ArrayList<>(List.of(one.result.getClass(), JsonResult.class));
        if (one.result instanceof QuotaWatchEvent) {
            declared.add(QuotaWatchEvent.class);
        }
        if (one.result instanceof QuotaEvent) {
            declared.add(QuotaEvent.class);
        }
        Jsonb jsonb = JsonbBuilder.create();
        for (Type element : declared) {
            assertThat(tree(jsonb.toJson(list, new ListOf(element)))).as("list of %s", element).isEqualTo(expected);
            assertThat(new ObjectMapper().readTree(new ObjectMapper()
                    .writerFor(new ObjectMapper().constructType(new ListOf(element))).writeValueAsString(list)))
                    .as("list of %s", element).isEqualTo(expected);
        }
        assertThat(tree(jsonb.toJson(new Response(one.result, list))))
                .isEqualTo(tree(new ObjectMapper().writeValueAsString(Map.of("result", one.result, "list", list))));
        jsonb.close();
    }

    /* Open Liberty gives JSON-B the list alone, as a response does that is built from it; Jackson and others know the type. */
    @Test
    void quotasOnOpenLiberty_wereEmptyObjects() throws Exception {
        try (RunningQuotaWatch quotaWatch = QuotaWatch.init(QuotaWatchConfig.builder(null)
                .api(ApiConfig.builder("openai").baseUrl("https://api.openai.com").requestsPer(LimitWindow.MINUTE, 60)
                        .build())
                .build())) {
            List<ApiQuota> quotas = quotaWatch.quotas();
            JsonNode expected = tree(new ObjectMapper().writeValueAsString(quotas));
            Jsonb jsonb = JsonbBuilder.create();

            assertThat(expected.get(0).get("windows").get(0).get("limit").asInt()).isEqualTo(60);
            assertThat(tree(jsonb.toJson(quotas))).isEqualTo(expected);
            assertThat(tree(jsonb.toJson(quotas, quotas.getClass()))).isEqualTo(expected);
            assertThat(tree(jsonb.toJson(quotas, new ListOf(ApiQuota.class)))).isEqualTo(expected);
            assertThat(tree(jsonb.toJson(Map.<String, Object>of("quotas", quotas)))).as("within a map")
                    .isEqualTo(tree("{\"quotas\":" + expected + "}"));
            jsonb.close();
        }
    }

    /* Yasson ignores what a class specifies in maps, in optionals, and where it is declared as an object only. */
    @ParameterizedTest
    @FieldSource("CASES")
    void undeclaredResult_isWrittenByJackson_andAsAMapByJsonB(Case one) throws Exception {
        JsonNode expected = tree("{\"result\":" + one.json.replace('\'', '"') + "}");
        Jsonb jsonb = JsonbBuilder.create();

        assertThat(tree(new ObjectMapper().writeValueAsString(Map.<String, Object>of("result", one.result))))
                .isEqualTo(expected);
        assertThat(tree(jsonb.toJson(Map.<String, Object>of("result", one.result.toMap())))).isEqualTo(expected);
        jsonb.close();
    }

    /** A response of an application that contains results. */
    public record Response(JsonResult result, List<JsonResult> list) {}

    private record ListOf(Type element) implements ParameterizedType {

        @Override
        public Type[] getActualTypeArguments() {
            return new Type[]{element};
        }

        @Override
        public Type getRawType() {
            return List.class;
        }

        @Override
        public Type getOwnerType() {
            return null;
        }
    }

    @ParameterizedTest
    @FieldSource("CASES")
    void map_holdsPlainValuesThatCannotBeChanged(Case one) {
        assertPlain(one.result.toMap());
    }

    private static void assertPlain(Object value) {
        if (value instanceof Map<?, ?> map) {
            assertThat(map.keySet()).hasOnlyElementsOfType(String.class);
            map.values().forEach(ResultsAsJsonTest::assertPlain);
            assertThatThrownBy(map::clear).isInstanceOf(UnsupportedOperationException.class);
        } else if (value instanceof List<?> list) {
            list.forEach(ResultsAsJsonTest::assertPlain);
            assertThatThrownBy(() -> list.remove(0)).isInstanceOf(UnsupportedOperationException.class);
        } else {
            assertThat(value).isInstanceOfAny(String.class, Long.class, Double.class, Boolean.class);
        }
    }

    /* What has a toString of its own is data; configuration is no result, since it holds the key. */
    @Test
    void everyTypeThatHoldsData_isAResult() {
        Set<String> configuration = Set.of("app.quotawatch.BaseUrl", "app.quotawatch.ApiConfig",
                "app.quotawatch.ApiLimit", "app.quotawatch.Partition", "app.quotawatch.FleetConfig",
                "app.quotawatch.QuotaWatchConfig");
        Set<String> data = new TreeSet<>();
        Set<String> covered = new TreeSet<>(configuration);
        for (JavaClass type : new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("app.quotawatch", "app.quotawatch.event", "app.quotawatch.quota",
                        "app.quotawatch.spi")) {
            boolean api = Set.of("app.quotawatch", "app.quotawatch.event", "app.quotawatch.quota", "app.quotawatch.spi")
                    .contains(type.getPackageName());
            if (api && type.getModifiers().contains(JavaModifier.PUBLIC) && !type.isInterface() && !type.isEnum()
                    && !type.isAssignableTo(Throwable.class) && type.tryGetMethod("toString").isPresent()) {
                data.add(type.getName());
            }
        }
        CASES.forEach(one -> covered.add(one.result.getClass().getName()));

        assertThat(data).contains("app.quotawatch.quota.ApiQuota", "app.quotawatch.event.CallFailed")
                .isEqualTo(covered);
    }

    @Test
    void result_isNotRead() throws Exception {
        Jsonb jsonb = JsonbBuilder.create();
        assertThatThrownBy(() -> jsonb.fromJson(FAILURE_JSON.replace('\'', '"'), DeliveryFailure.class))
                .isInstanceOfAny(JsonbException.class, UnsupportedOperationException.class);
        jsonb.close();
    }
}
