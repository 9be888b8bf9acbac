package app.quotawatch.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import app.quotawatch.QuotaWatch;
import app.quotawatch.json.JsonResult;
import app.quotawatch.json.JsonbListAdapter;
import app.quotawatch.json.JsonbResultAdapter;
import app.quotawatch.json.ResultList;
import app.quotawatch.spi.QuotaWatchProvider;

/** The arrows that CONTRIBUTING promises: an import never runs from a lower floor to a higher one, nor between neighbours. */
class FloorsTest {

    private static final String ROOT = "app.quotawatch";

    /* From the ground up; rooms of one floor know nothing of each other. */
    private static final List<Set<String>> FLOORS = List.of(
            Set.of("log", "lock"),
            Set.of("time"),
            Set.of("privacy", "headers", "keys", "http", "json"),
            Set.of("quota", "event", "spi.fleet"),
            Set.of(""),
            Set.of("spi"),
            Set.of("inbox"),
            Set.of("delivery", "fleet"),
            Set.of("ledger", "observe", "doctor"),
            Set.of("engine"));

    private final JavaClasses core = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void everyRoom_standsOnAFloor() {
        Set<String> rooms = new TreeSet<>();
        core.forEach(type -> rooms.add(roomOf(type)));

        assertThat(rooms).isEqualTo(new TreeSet<>(FLOORS.stream().flatMap(Set::stream).toList()));
    }

    @Test
    void import_neverRunsUpwardsNorToANeighbour() {
        Set<String> wrong = new TreeSet<>();
        for (JavaClass type : core) {
            for (Dependency arrow : type.getDirectDependenciesFromSelf()) {
                JavaClass target = arrow.getTargetClass().getBaseComponentType();
                if (target.getPackageName().startsWith(ROOT) && !roomOf(type).equals(roomOf(target))
                        && floorOf(type) <= floorOf(target) && !isFacade(type, target)) {
                    wrong.add(type.getName() + " -> " + target.getName());
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    /* The static methods of QuotaWatch find their implementation; nothing else may. */
    private static boolean isFacade(JavaClass type, JavaClass target) {
        return type.isEquivalentTo(QuotaWatch.class) && target.isEquivalentTo(QuotaWatchProvider.class);
    }

    private static int floorOf(JavaClass type) {
        for (int floor = 0; floor < FLOORS.size(); floor++) {
            if (FLOORS.get(floor).contains(roomOf(type))) {
                return floor;
            }
        }
        throw new AssertionError(type.getName() + " stands on no floor");
    }

    private static String roomOf(JavaClass type) {
        String name = type.getPackageName();
        return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1);
    }

    @Test
    void rooms_formNoCircle_butTheFacade() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(core);
    }

    @Test
    void core_knowsNoClientContainerOrConfigurationSource() {
        noClasses().should().dependOnClassesThat(resideInAPackage("jakarta.ws..")
                .or(resideInAPackage("jakarta.enterprise.."))
                .or(resideInAPackage("jakarta.inject.."))
                .or(resideInAPackage("org.eclipse.microprofile..")))
                .check(core);
    }

    @Test
    void deliveryAlone_sends() {
        noClasses().that().resideOutsideOfPackages(ROOT + ".delivery", ROOT + ".http")
                .should().dependOnClassesThat().resideInAPackage(ROOT + ".http")
                .check(core);
    }

    /* It keeps a connection open after what is not HTTP, and starts threads: docs/rationale.md. */
    @Test
    void core_doesNotUseTheHttpClientOfTheJdk() {
        noClasses().should().dependOnClassesThat().resideInAPackage("java.net.http..").check(core);
    }

    /* Where a library is absent, the JVM ignores annotations; anything else would have to be found. */
    @Test
    void jsonLibraries_areKnownToTheResultsAlone() {
        noClasses().that().areNotAssignableTo(JsonResult.class).and()
                .doNotBelongToAnyOf(JsonbResultAdapter.class, ResultList.class, JsonbListAdapter.class)
                .should()
                .dependOnClassesThat(resideInAPackage("jakarta.json..").or(resideInAPackage("com.fasterxml..")))
                .orShould().dependOnClassesThat().areAssignableTo(JsonbResultAdapter.class)
                .check(core);
    }
}
