package app.quotawatch.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

/** Who may know what in this artifact: each neighbour of ours has one room that knows it. */
class RoomsTest {

    private static final String ROOT = "app.quotawatch.";

    private final JavaClasses jakarta = new ClassFileImporter().importPath(Path.of("target", "classes"));

    private void only(String room, String neighbour) {
        noClasses().that().resideOutsideOfPackage(ROOT + room)
                .should().dependOnClassesThat().resideInAPackage(neighbour)
                .check(jakarta);
    }

    @Test
    void cdi_isKnownToTheRoomCdiAlone() {
        only("cdi", "jakarta.enterprise..");
        only("cdi", "jakarta.inject..");
        only("cdi", "javax.naming..");
    }

    @Test
    void restClients_areKnownToTheRoomsOfRestAlone() {
        only("rest..", "jakarta.ws.rs..");
        only("rest", "org.eclipse.microprofile.rest..");
        only("rest.cxf", "org.apache.cxf..");
        only("rest.jersey", "org.glassfish..");
    }

    @Test
    void microProfileConfig_isKnownToTheRoomConfig_andToTheClassThatAsksIt() {
        noClasses().that().resideOutsideOfPackage(ROOT + "config")
                .and().doNotHaveFullyQualifiedName(ROOT + "cdi.Configuration")
                .should().dependOnClassesThat().resideInAPackage("org.eclipse.microprofile.config..")
                .check(jakarta);
    }

    @Test
    void rest_reportsToTheDoor_andKnowsNoOtherRoomOfCore() {
        noClasses().that().resideInAPackage(ROOT + "rest..")
                .should().dependOnClassesThat().resideInAnyPackage(ROOT + "engine..", ROOT + "ledger..",
                        ROOT + "delivery..", ROOT + "headers..", ROOT + "cdi..", ROOT + "config..")
                .check(jakarta);
    }

    @Test
    void rooms_formNoCircle() {
        slices().matching(ROOT + "(**)").should().beFreeOfCycles().check(jakarta);
    }

    @Test
    void everyClass_standsInOneOfTheRooms() {
        classes().should().resideInAnyPackage(ROOT + "rest..", ROOT + "config", ROOT + "cdi", ROOT + "health")
                .check(jakarta);
    }
}
