package app.quotawatch.tck.servers;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Several probes in one archive that share the library and its configuration in {@code lib}. */
final class EnterpriseApplication {

    private EnterpriseApplication() {}

    /** Writes {@code NAME.ear} into the folder. */
    static Path write(Path folder, String name, List<ProbeWar> modules, Map<String, String> properties) {
        Path ear = folder.resolve(name + ".ear");
        List<Path> library = ProbeWar.copyLibrary(folder.resolve("library"));
        Path configuration = folder.resolve("configuration.jar");
        try {
            try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(configuration))) {
                StringWriter content = new StringWriter();
                Properties all = new Properties();
                all.putAll(properties);
                all.store(content, null);
                add(out, "META-INF/microprofile-config.properties",
                        content.toString().getBytes(StandardCharsets.UTF_8));
            }
            try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(ear))) {
                add(out, "META-INF/application.xml", descriptor(modules).getBytes(StandardCharsets.UTF_8));
                for (Path jar : library) {
                    add(out, "lib/" + jar.getFileName(), Files.readAllBytes(jar));
                }
                add(out, "lib/configuration.jar", Files.readAllBytes(configuration));
                for (ProbeWar module : modules) {
                    add(out, module.name() + ".war", Files.readAllBytes(module.file()));
                }
            }
            return ear;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String descriptor(List<ProbeWar> modules) {
        return modules.stream()
                .map(module -> "<module><web><web-uri>" + module.name() + ".war</web-uri><context-root>/"
                        + module.name()
                        + "</context-root></web></module>")
                .collect(Collectors.joining("",
                        "<application xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"10\">",
                        "<library-directory>lib</library-directory></application>"));
    }

    private static void add(ZipOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        out.write(content);
        out.closeEntry();
    }
}
