package dev.roomjar.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the program says and answers when it does not start: one sentence, exit code 2. */
@Timeout(60)
class StartingTest {

    @TempDir
    private Path folder;

    /** How the program ended. */
    private record End(int code, String output, String errors) {

        void isRefusal(String... parts) {
            assertThat(code).as(errors).isEqualTo(2);
            assertThat(errors).startsWith("roomjar: ").contains(parts);
            assertThat(errors.strip().lines()).as("one sentence").hasSize(1);
            assertThat(output).isEmpty();
        }
    }

    @Test
    void helpListsEveryOption() throws InterruptedException {
        End end = run(Map.of(), "--help");

        assertThat(end.code()).isZero();
        assertThat(end.errors()).isEmpty();
        List<String> options = new CommandLine(new Options())
                .getCommandSpec().options().stream()
                        .map(CommandLine.Model.OptionSpec::longestName)
                        .toList();
        assertThat(options)
                .contains("--host", "--port", "--https-port", "--media-port", "--media-address", "--data", "--config");
        assertThat(end.output()).contains(options).contains("ROOMJAR_MEDIA_PORT", "media-port = 4002");
        assertThat(end.output().lines()).allMatch(line -> line.length() <= 92);
    }

    @Test
    void theVersionIsTold() throws InterruptedException {
        End end = run(Map.of(), "--version");

        assertThat(end.code()).isZero();
        assertThat(end.output()).startsWith("Roomjar ");
    }

    @Test
    void anUnknownOptionIsRefused() throws InterruptedException {
        run(Map.of(), "--prot", "80").isRefusal("'--prot'", "./roomjar --help");
    }

    @Test
    void aWrongValueIsRefused() throws InterruptedException {
        run(Map.of(), "--port", "web").isRefusal("'--port'", "\"web\" is not a number from 0 to 65535");
        run(Map.of(), "--host", "not an address").isRefusal("'--host'", "\"not an address\" is no address");
        run(Map.of("ROOMJAR_PORT", "-1")).isRefusal("environment variable ROOMJAR_PORT");
    }

    @Test
    void devWithoutTheScriptThatStartsItIsRefused() throws InterruptedException {
        run(Map.of(), "--dev").isRefusal("start with ./roomjar --dev");
    }

    @Test
    void aPortInUseIsRefusedAndNothingStaysBehind() throws IOException, InterruptedException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            start("--port", port).isRefusal("Cannot listen on port " + port, "choose another with --port");
            start("--https-port", port).isRefusal("Cannot listen on port " + port, "choose another with --https-port");
        }
        try (DatagramSocket taken = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            String port = Integer.toString(taken.getLocalPort());
            start("--media-port", port).isRefusal("media on port " + port, "choose another with --media-port");
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsRefused() throws IOException, InterruptedException {
        Path file = Files.createFile(folder.resolve("file"));

        run(Map.of(), "--data", file.resolve("data").toString())
                .isRefusal("Cannot write to the data folder " + file.resolve("data"), "choose another with --data DIR");
    }

    /** On free ports of loopback, where the arguments do not say otherwise. */
    private End start(String... arguments) throws InterruptedException {
        Map<String, String> environment = Map.of(
                "ROOMJAR_HOST", "127.0.0.1",
                "ROOMJAR_PORT", "0",
                "ROOMJAR_HTTPS_PORT", "0",
                "ROOMJAR_MEDIA_PORT", "0",
                "ROOMJAR_MEDIA_ADDRESS", "127.0.0.1");
        return run(
                environment,
                Stream.concat(Stream.of(arguments), Stream.of("--data", folder.toString()))
                        .toArray(String[]::new));
    }

    private static End run(Map<String, String> environment, String... arguments) throws InterruptedException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        int code = Main.run(environment, printer(output), printer(errors), arguments);
        return new End(code, output.toString(StandardCharsets.UTF_8), errors.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream printer(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
