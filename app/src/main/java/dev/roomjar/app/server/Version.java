package dev.roomjar.app.server;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version this program was built as. */
final class Version implements IVersionProvider {

    static String current() {
        return Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), "(from classes)");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"Roomjar " + current()};
    }
}
