package app.quotawatch.tck.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** What a client's artifact offers to applications: no more than it promises, and all of it can grow. */
public abstract class ClientApiContract {

    /** Returns a class of the artifact. */
    protected abstract Class<?> member();

    /** Returns each visible constructor and method, with the simple names of its parameters, sorted. */
    protected abstract List<String> api();

    private List<Class<?>> visible() throws IOException, URISyntaxException {
        Path classes = Path.of(member().getProtectionDomain().getCodeSource().getLocation().toURI());
        Path folder = classes.resolve(member().getPackageName().replace('.', '/'));
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class") && !name.equals("package-info.class"))
                    .<Class<?>>map(name -> load(name.substring(0, name.length() - ".class".length())))
                    .filter(type -> Modifier.isPublic(type.getModifiers()))
                    .toList();
        }
    }

    private Class<?> load(String name) {
        try {
            return Class.forName(member().getPackageName() + "." + name, false, member().getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<String> signatures(Class<?> type) {
        return Stream.<Executable>concat(Arrays.stream(type.getDeclaredConstructors()),
                Arrays.stream(type.getDeclaredMethods()))
                .filter(unit -> Modifier.isPublic(unit.getModifiers()) && !unit.isSynthetic())
                .map(unit -> unit.getName().substring(unit.getName().lastIndexOf('.') + 1)
                        + Arrays.stream(unit.getParameterTypes()).map(Class::getSimpleName)
                                .collect(Collectors.joining(", ", "(", ")")));
    }

    @Test
    void api_isWhatIsPromised() throws Exception {
        List<String> found = visible().stream().flatMap(ClientApiContract::signatures).sorted().toList();

        assertThat(found).isEqualTo(api());
    }

    @Test
    void apiType_isFinal() throws Exception {
        assertThat(visible()).isNotEmpty().allMatch(type -> Modifier.isFinal(type.getModifiers()), "is final");
    }
}
