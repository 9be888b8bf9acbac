package app.quotawatch.quarkus.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** The link that the Dev UI, the catalogue of extensions and IDEs show. */
class GuideTest {

    private static final Pattern GUIDE = Pattern
            .compile("(?m)^ *guide: *\"?https://github.com/quotawatch/quotawatch-java/blob/main/([^\\s\"]+)\"?$");

    @Test
    void guide_isAPageOfTheRepository() throws Exception {
        List<Path> pages = new ArrayList<>();
        for (URL extension : Collections
                .list(getClass().getClassLoader().getResources("META-INF/quarkus-extension.yaml"))) {
            try (InputStream metadata = extension.openStream()) {
                Matcher guide = GUIDE.matcher(new String(metadata.readAllBytes(), StandardCharsets.UTF_8));
                if (guide.find()) {
                    pages.add(Path.of("..", "..").resolve(guide.group(1)));
                }
            }
        }

        assertThat(pages).singleElement().asInstanceOf(InstanceOfAssertFactories.PATH).isRegularFile();
    }
}
