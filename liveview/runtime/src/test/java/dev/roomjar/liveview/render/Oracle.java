package dev.roomjar.liveview.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The official client's {@code Rendered} class in a node process. It is shown trees one after the other as a browser
 * would be, by a join and then by diffs, and compares what it makes of them with the HTML of each tree.
 */
public final class Oracle {
    private static final Path SCRIPT = Path.of("src/test/oracle/oracle.mjs");

    private final Process node;
    private final Writer input;
    private String view = "";
    private int step;
    private boolean gone;
    private @Nullable Rendered shown;

    private Oracle(Process node) {
        this.node = node;
        this.input = node.outputWriter(StandardCharsets.UTF_8);
    }

    /** Starts node. */
    public static Oracle start() throws IOException {
        return new Oracle(new ProcessBuilder("node", SCRIPT.toString())
                .redirectErrorStream(true)
                .start());
    }

    /** From here on a new page is looked at. */
    public void open(String name) {
        view = name;
        step = 0;
        shown = null;
    }

    /** Throws away what is written after node ended: {@link #agrees} tells why it did. */
    void shows(Rendered tree) {
        String diff = Diff.between(shown, tree);
        shown = tree;
        shows(diff, HtmlWriter.inTheOrderSent(tree));
    }

    /** A page with components: the message for it, and its HTML without the marks of components. */
    public void shows(@Nullable String diff, String html) {
        StringBuilder line = new StringBuilder("{\"view\":");
        Json.string(line, view);
        line.append(",\"step\":").append(step++);
        line.append(",\"diff\":").append(diff == null ? "{}" : diff).append(",\"html\":");
        Json.string(line, html);
        write(line.append('}'));
    }

    /** The client announces that these components are no longer on the page. */
    public void leaving(List<Integer> components) {
        write(new StringBuilder("{\"leaving\":").append(components).append('}'));
    }

    /** The server has told the client that these components have ended. */
    public void gone(List<Integer> components) {
        write(new StringBuilder("{\"gone\":").append(components).append('}'));
    }

    private void write(StringBuilder line) {
        try {
            input.append(line).append("\n");
        } catch (IOException e) {
            gone = true;
        }
    }

    /** Waits for the verdict; the description is printed if there was a difference. */
    public void agrees(String description) throws IOException, InterruptedException {
        try (input) {
            input.flush();
        } catch (IOException e) {
            gone = true;
        }
        String verdict = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(node.waitFor()).as("%s%n%s", description, verdict).isZero();
        assertThat(gone).as("node ended early: %s", verdict).isFalse();
        System.out.println(description + ": " + verdict.strip());
    }
}
