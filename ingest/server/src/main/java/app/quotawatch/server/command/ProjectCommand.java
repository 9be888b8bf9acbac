package app.quotawatch.server.command;

import java.io.PrintWriter;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import app.quotawatch.server.database.Database;
import app.quotawatch.server.project.NewProject;
import app.quotawatch.server.project.Project;
import app.quotawatch.server.project.ProjectDetails;
import app.quotawatch.server.project.ProjectKey;
import app.quotawatch.server.project.Projects;
import app.quotawatch.server.rest.Input;
import app.quotawatch.server.rest.Timestamps;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "project", mixinStandardHelpOptions = true, description = "Creates and lists projects.")
final class ProjectCommand {

    private final Supplier<Database> database;
    private final PrintWriter out;
    private final PrintWriter err;
    @Spec
    private @Nullable CommandSpec spec;

    ProjectCommand(Supplier<Database> database, PrintWriter out, PrintWriter err) {
        this.database = database;
        this.out = out;
        this.err = err;
    }

    @Command(name = "create", mixinStandardHelpOptions = true, description = "Creates a project and prints its key, which cannot be shown again.")
    void create(@Parameters(paramLabel = "NAME", description = "A name that no other project has.") String name,
            @Option(names = "--apis", paramLabel = "N", description = "How many APIs it may have.") @Nullable Integer apis,
            @Option(names = "--environments", paramLabel = "N", description = "How many environments it may have.") @Nullable Integer environments) {
        check(Input.isText(name), "NAME: " + Input.TEXT_RULE);
        check(apis == null || apis > 0, "--apis: must be at least 1");
        check(environments == null || environments > 0, "--environments: must be at least 1");
        NewProject created = new Projects(database.get()).create(name, apis, environments)
                .orElseThrow(() -> new CommandFailedException("another project has this name"));
        out.println(created.key().reveal());
        err.println("project " + created.project().id() + " was created; its key is shown this once");
    }

    private void check(boolean rule, String problem) {
        if (!rule && spec != null) {
            throw new ParameterException(spec.commandLine(), problem);
        }
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the projects and their keys.")
    void list() {
        for (ProjectDetails details : new Projects(database.get()).list()) {
            Project project = details.project();
            out.println("project " + project.id() + ": " + project.name() + ", APIs " + plan(project.planApis())
                    + ", environments " + plan(project.planEnvironments()));
            for (ProjectKey key : details.keys()) {
                Long revokedAt = key.revokedAt();
                out.println("  key " + key.id() + ": ..." + key.hint() + ", created " + Timestamps.of(key.createdAt())
                        + (revokedAt == null ? "" : ", revoked " + Timestamps.of(revokedAt)));
            }
        }
    }

    private static String plan(@Nullable Integer most) {
        return most == null ? "unlimited" : "at most " + most;
    }
}
