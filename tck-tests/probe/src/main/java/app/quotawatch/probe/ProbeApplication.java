package app.quotawatch.probe;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Makes every resource of the application available below {@code /probe}. */
@ApplicationPath("probe")
@ApplicationScoped
public class ProbeApplication extends Application {}
