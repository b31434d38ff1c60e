package dev.roomjar.bench;

import dev.roomjar.liveview.render.Diff;
import dev.roomjar.liveview.render.Rendered;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;

/** What one page of a room of ten is sent when something happens in it. Counts bytes; no time is measured. */
final class DiffSize implements Benchmark {

    @Override
    public String name() {
        return "diff-size";
    }

    @Override
    public void run(Report report) throws Exception {
        article(report);
    }

    /** The page whose diffs are known of the original, too: Phoenix sends 127 bytes when the 11th person joins. */
    private static void article(Report report) {
        List<ArticlePerson> nine = IntStream.rangeClosed(1, 9)
                .mapToObj(i -> new ArticlePerson("user" + i, "5b1f6e0c-8f3a-4f27-9d8f-2f3a1c8f7a0" + i))
                .toList();
        List<ArticlePerson> ten = new ArrayList<>(nine);
        ten.add(new ArticlePerson("user11", ""));
        List<ArticlePerson> left = new ArrayList<>(nine);
        left.remove(4);
        report.section("Diffs of the article's page", """
                The same for the room page of the article that Roomjar grew from, which has names and videos and nothing else.
                """);
        report.table(
                List.of("what happens", "bytes"),
                List.of(
                        List.of("the 11th person joins", size(diff(article(nine), article(ten)))),
                        List.of("somebody in the middle leaves", size(diff(article(nine), article(left))))));
    }

    private static Rendered article(List<ArticlePerson> others) {
        return ArticleHtml.render("kitchen", "user10", others);
    }

    private static String diff(Rendered before, Rendered after) {
        return Objects.requireNonNull(Diff.between(before, after), "nothing changed");
    }

    private static String size(String json) {
        return String.format(Locale.ROOT, "%,d", json.getBytes(StandardCharsets.UTF_8).length);
    }
}
