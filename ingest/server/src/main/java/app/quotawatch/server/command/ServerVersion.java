package app.quotawatch.server.command;

import picocli.CommandLine.IVersionProvider;

/** The version of this server, as its artifact has it. */
final class ServerVersion implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = ServerVersion.class.getPackage().getImplementationVersion();
        return new String[]{"quotawatch-server " + (version == null ? "(development)" : version)};
    }
}
