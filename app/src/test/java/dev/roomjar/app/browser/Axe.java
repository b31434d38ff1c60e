package dev.roomjar.app.browser;

import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Asks axe-core what of WCAG 2.2 AA a page violates, as far as a program can tell. */
final class Axe {
    private static final Path SCRIPT =
            Path.of(System.getProperty("basedir", "."), "..", "node_modules", "axe-core", "axe.min.js");

    private static final String RUN = """
            async () => {
              const found = await axe.run(document, {
                runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
                resultTypes: ['violations'],
              });
              return found.violations.flatMap((violation) =>
                violation.nodes.map((node) => `${violation.id}: ${violation.help}: ${node.html} ${node.failureSummary}`));
            }
            """;

    private Axe() {}

    /** A line for each element that violates something. */
    static List<String> violations(Page page) {
        return violations(page.mainFrame());
    }

    /** The same of a frame in a page. */
    @SuppressWarnings("unchecked") // The script returns texts.
    static List<String> violations(Frame page) {
        try {
            // As an expression, since the page's policy lets no script in.
            page.evaluate(Files.readString(SCRIPT) + "; undefined");
        } catch (IOException missing) {
            throw new UncheckedIOException("npm ci puts axe-core into node_modules", missing);
        }
        return (List<String>) page.evaluate(RUN);
    }
}
