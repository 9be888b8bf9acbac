package app.quotawatch.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

/** Dependency rules of this artifact: each external API is used by one package only. */
class RoomsTest {

    private static final String ROOT = "app.quotawatch.";

    private final JavaClasses jakarta = new ClassFileImporter().importPath(Path.of("target", "classes"));

    private void only(String room, String neighbour) {
        noClasses().that().resideOutsideOfPackage(ROOT + room)
                .should().dependOnClassesThat().resideInAPackage(neighbour)
                .check(jakarta);
    }

    @Test
    void cdi_isUsedByThePackagesOfCdiOnly() {
        only("cdi..", "jakarta.enterprise..");
        only("cdi..", "jakarta.inject..");
        only("cdi", "javax.naming..");
    }

    @Test
    void restClients_areUsedByThePackagesOfRestOnly() {
        only("rest..", "jakarta.ws.rs..");
        only("rest", "org.eclipse.microprofile.rest..");
        only("rest.cxf", "org.apache.cxf..");
        only("rest.jersey", "org.glassfish..");
    }

    @Test
    void optionalApis_areUsedByOnePackageEach() {
        only("cdi.health", "org.eclipse.microprofile.health..");
        only("cdi.micrometer", "io.micrometer..");
        noClasses().that().resideOutsideOfPackages(ROOT + "cdi.opentelemetry", ROOT + "rest.opentelemetry")
                .should().dependOnClassesThat().resideInAPackage("io.opentelemetry..").check(jakarta);
    }

    @Test
    void microProfileConfig_isUsedByThePackageConfigAndTheClassThatLoadsIt() {
        noClasses().that().resideOutsideOfPackage(ROOT + "config")
                .and().doNotHaveFullyQualifiedName(ROOT + "cdi.Configuration")
                .should().dependOnClassesThat().resideInAPackage("org.eclipse.microprofile.config..")
                .check(jakarta);
    }

    @Test
    void rest_reportsToTheObserverAndUsesNoOtherInternalPackageOfCore() {
        noClasses().that().resideInAPackage(ROOT + "rest..")
                .should().dependOnClassesThat().resideInAnyPackage(ROOT + "engine..", ROOT + "ledger..",
                        ROOT + "delivery..", ROOT + "headers..", ROOT + "cdi..", ROOT + "config..")
                .check(jakarta);
    }

    @Test
    void packages_haveNoCycles() {
        slices().matching(ROOT + "(**)").should().beFreeOfCycles().check(jakarta);
    }

    @Test
    void everyClass_isInOneOfThePackages() {
        classes().should().resideInAnyPackage(ROOT + "rest..", ROOT + "config", ROOT + "cdi..")
                .check(jakarta);
    }
}
