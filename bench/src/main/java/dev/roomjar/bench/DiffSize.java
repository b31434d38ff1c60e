package dev.roomjar.bench;

import dev.roomjar.app.room.DeviceState;
import dev.roomjar.app.room.RoomHtml;
import dev.roomjar.app.room.Switch;
import dev.roomjar.app.room.Tile;
import dev.roomjar.app.rooms.Name;
import dev.roomjar.app.words.Words;
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
        List<Tile> ten = IntStream.rangeClosed(1, 9)
                .mapToObj(i -> tile(i, "stream-" + i, false))
                .toList();
        List<Tile> eleven = with(ten, tile(11, "", false));
        List<Tile> streaming = with(ten, tile(11, "5b1f6e0c-8f3a-4f27-9d8f-2f3a1c8f7a11", false));
        List<Tile> muted = with(ten.subList(0, 8), tile(9, "stream-9", true));
        List<Tile> left = new ArrayList<>(ten);
        left.remove(4);

        report.section("Diffs", """
                Bytes of JSON to one page of the product's own room of ten people, before compression; what is announced to \
                screen readers included.
                """);
        report.table(
                List.of("what happens", "bytes"),
                List.of(
                        List.of("the page is joined (whole tree)", size(Diff.full(page(ten, "")))),
                        List.of("the 11th person joins", size(diff(page(ten, ""), page(eleven, "Person 11 joined.")))),
                        List.of(
                                "the 11th person's video starts",
                                size(diff(page(eleven, "Person 11 joined."), page(streaming, "")))),
                        List.of("somebody mutes", size(diff(page(ten, ""), page(muted, "")))),
                        List.of(
                                "somebody in the middle leaves",
                                size(diff(page(ten, ""), page(left, "Person 5 left."))))));
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

    private static List<Tile> with(List<Tile> tiles, Tile more) {
        List<Tile> all = new ArrayList<>(tiles);
        all.add(more);
        return all;
    }

    private static Tile tile(int number, String streamId, boolean muted) {
        return new Tile("seat" + number, Name.of("Person " + number), streamId, muted, false, "Connecting to video…");
    }

    private static Rendered page(List<Tile> others, String announcement) {
        return RoomHtml.render(
                Words.english(),
                Name.of("Kitchen table"),
                Name.of("Ada"),
                others,
                control("microphone"),
                control("camera"),
                "",
                announcement);
    }

    private static Switch control(String id) {
        return new Switch(id, DeviceState.ON, "Stop", "Start", id, "Alt+M");
    }

    private static String diff(Rendered before, Rendered after) {
        return Objects.requireNonNull(Diff.between(before, after), "nothing changed");
    }

    private static String size(String json) {
        return String.format(Locale.ROOT, "%,d", json.getBytes(StandardCharsets.UTF_8).length);
    }
}
