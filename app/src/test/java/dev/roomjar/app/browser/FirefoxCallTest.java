package dev.roomjar.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.app.testing.FirefoxPage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * One person with Firefox, one with Chromium: {@link FirefoxCall} in a process of its own. Firefox does not connect to
 * 127.0.0.1, and no test sends to another address of this machine, so the whole call, server included, takes place in a
 * network namespace that ends with the process and has an address of its own.
 */
@Tag("browser")
@Timeout(150)
class FirefoxCallTest {
    private static final List<String> NAMESPACE = List.of("unshare", "--net", "--map-root-user");
    private static final String NETWORK = """
            ip link set lo up &&
            ip link add call0 type veth peer name call1 &&
            ip addr add %s/24 dev call0 &&
            ip link set call0 up && ip link set call1 up &&
            ip route add default dev call0
            """.formatted(FirefoxCall.ADDRESS);

    @Test
    void firefoxAndChromiumSeeAndHearEachOther(@TempDir Path data) throws IOException, InterruptedException {
        skipUnless(
                FirefoxPage.executable().isPresent(),
                "no Firefox on this machine (Debian: apt-get install firefox-esr)");
        skipUnless(
                inNamespace("true"),
                "no network namespace can be made here (Debian: apt-get install iproute2, and root)");

        Process call = namespace("exec \"$0\" \"$@\"", FirefoxCall.class, data);
        String output = new String(call.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(call.waitFor()).as(output).isZero();
        assertThat(output).contains(FirefoxCall.DONE);
    }

    private static boolean inNamespace(String command) throws InterruptedException {
        try {
            return new ProcessBuilder(shell(command)).start().waitFor() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }

    private static Process namespace(String command, Class<?> program, Path data) throws IOException {
        List<String> line = new ArrayList<>(shell(command));
        line.addAll(List.of(
                System.getProperty("java.home") + "/bin/java",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName(),
                data.toString()));
        return new ProcessBuilder(line).redirectErrorStream(true).start();
    }

    private static List<String> shell(String command) {
        List<String> line = new ArrayList<>(NAMESPACE);
        line.addAll(List.of("sh", "-c", NETWORK.strip() + " && " + command));
        return line;
    }

    private static void skipUnless(boolean possible, String otherwise) {
        if (!possible) {
            System.out.println("Skipped: " + otherwise);
            Assumptions.abort(otherwise);
        }
    }
}
