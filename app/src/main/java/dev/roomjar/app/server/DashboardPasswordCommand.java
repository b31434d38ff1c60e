package dev.roomjar.app.server;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** {@code ./roomjar dashboard-password}: a new password for the dashboard. */
@Command(
        name = "dashboard-password",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        header = "Makes a new password for the dashboard and prints it, this once.",
        description = "The one before and whoever is signed in with it are out at once. The server may run or not, but"
                + " must use the same data folder.",
        synopsisHeading = "%nUsage: ",
        optionListHeading = "%nOptions:%n")
final class DashboardPasswordCommand {

    /** The password. */
    String renew(@Nullable Path folder) {
        return new DashboardPassword(DataFolder.orUsual(folder)).makeNew();
    }
}
