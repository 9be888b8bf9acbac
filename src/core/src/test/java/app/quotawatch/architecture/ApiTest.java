package app.quotawatch.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** What the API packages hold, and that it can grow. */
class ApiTest {

    private static final Set<String> API = Set.of("app.quotawatch", "app.quotawatch.quota", "app.quotawatch.event",
            "app.quotawatch.spi", "app.quotawatch.doctor");

    private final JavaClasses core = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("app.quotawatch");

    /* For those who connect a store; its records are made by them. */
    private static final String FLEET_STORES = "app.quotawatch.spi.fleet";

    private Stream<JavaClass> api() {
        return core.stream().filter(type -> API.contains(type.getPackageName())).filter(ApiTest::isVisible);
    }

    private static boolean isVisible(JavaClass type) {
        boolean itself = type.getModifiers().contains(JavaModifier.PUBLIC);
        return itself && type.getEnclosingClass().map(ApiTest::isVisible).orElse(true);
    }

    private static Stream<JavaCodeUnit> visibleUnits(JavaClass type) {
        return type.getCodeUnits().stream()
                .filter(unit -> unit.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(unit -> !unit.getModifiers().contains(JavaModifier.SYNTHETIC));
    }

    @Test
    void apiType_hasNoPublicConstructor() {
        Set<String> constructors = new TreeSet<>();
        api().flatMap(ApiTest::visibleUnits).filter(JavaCodeUnit::isConstructor)
                .forEach(unit -> constructors.add(unit.getFullName()));

        assertThat(constructors).isEmpty();
    }

    @Test
    void apiType_isAnInterfaceAnEnumOrFinal() {
        Set<String> open = new TreeSet<>();
        api().filter(type -> !type.isInterface() && !type.isEnum()
                && !type.getModifiers().contains(JavaModifier.FINAL))
                .forEach(type -> open.add(type.getName()));

        assertThat(open).isEmpty();
    }

    @Test
    void apiMethod_namesOnlyTypesOfTheApiAndTheJdk() {
        Set<String> others = new TreeSet<>();
        api().flatMap(ApiTest::visibleUnits)
                .forEach(unit -> Stream.concat(Stream.of(unit.getRawReturnType()), unit.getRawParameterTypes().stream())
                        .map(JavaClass::getBaseComponentType)
                        .filter(type -> !type.isPrimitive() && !type.getPackageName().startsWith("java.")
                                && !type.getPackageName().equals(FLEET_STORES)
                                && !(API.contains(type.getPackageName()) && isVisible(type)))
                        .forEach(type -> others.add(unit.getFullName() + ": " + type.getName())));

        assertThat(others).isEmpty();
    }
}
