package dev.roomjar.liveview.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roomjar.liveview.render.pages.Person;
import dev.roomjar.liveview.render.pages.RoomHtml;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DiffTest {
    private static final Template PAGE = Template.of("page.jte:1", false, "<h1>", "</h1><ul>", "</ul>");
    private static final Template ROW = Template.of("page.jte:2", false, "<li id=\"", "\">", " ", "</li>");
    private static final Template WAITING = Template.of("page.jte:3", false, "Connecting to video…");
    private static final Template VIDEO = Template.of("page.jte:5", true, "<video id=\"", "\"></video>");
    private static final Template LIST = Template.of("list.jte:1", false, "", "");
    private static final Template ITEM = Template.of("list.jte:2", false, "", "");

    @Test
    void aBrowserThatHasNothingGetsEverything() {
        assertThat(Diff.full(page("Den", "ann"))).isEqualTo("""
                        {"s":["<h1>","</h1><ul>","</ul>"],"0":"Den","1":{"s":["<li id=\\"","\\">"," ","</li>"],\
                        "k":{"0":{"0":"ann","1":"ann","2":{"s":0}},"kc":1},"p":{"0":["Connecting to video…"]}}}""");
    }

    @Test
    void nothingIsSentWhenNothingChanged() {
        assertThat(Diff.between(page("Den", "ann"), page("Den", "ann"))).isNull();
    }

    @Test
    void onlyTheChangedValueIsSent() {
        assertThat(Diff.between(page("Den", "ann"), page("Attic", "ann"))).isEqualTo("{\"0\":\"Attic\"}");
    }

    @Test
    void anEleventhPersonJoinsInLessThan150Bytes() {
        String diff = Diff.between(page("Den", people(10)), page("Den", people(11)));

        assertThat(diff).isEqualTo("""
                        {"1":{"k":{"10":{"0":"user11","1":"user11","2":{"s":0}},"kc":11},\
                        "p":{"0":["Connecting to video…"]}}}""");
        assertThat(diff)
                .satisfies(json ->
                        assertThat(json.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(150));
    }

    @Test
    void soItDoesOnAGeneratedPage() {
        assertThat(Diff.between(room(10), room(11))).isEqualTo("""
                        {"1":{"1":{"k":{"10":{"0":"user11","1":"user11","2":{"s":0}},"kc":11},\
                        "p":{"0":["    Connecting to video…\\n"]}}}}""");
    }

    private static Rendered room(int others) {
        return RoomHtml.render(
                "Den",
                "me",
                Stream.of(people(others)).map(name -> new Person(name, null)).toList());
    }

    @Test
    void whoComesAfterSomebodyThatLeftIsMovedNotSentAgain() {
        String[] without5 =
                Stream.of(people(10)).filter(name -> !name.equals("user5")).toArray(String[]::new);

        assertThat(Diff.between(page("Den", people(10)), page("Den", without5)))
                .isEqualTo("{\"1\":{\"k\":{\"4\":5,\"5\":6,\"6\":7,\"7\":8,\"8\":9,\"km\":true,\"kc\":9}}}");
    }

    @Test
    void aMovedRowThatChangedCarriesItsChanges() {
        Rendered before = pageOf("Den", row("ann", waiting()), row("bob", waiting()));
        Rendered after = pageOf("Den", row("bob", video("s1")), row("ann", waiting()));

        assertThat(Diff.between(before, after)).isEqualTo("""
                        {"1":{"k":{"0":[1,{"2":{"s":0,"r":1,"0":"s1"}}],"1":0,"km":true,"kc":2},\
                        "p":{"0":["<video id=\\"","\\"></video>"]}}}""");
    }

    @Test
    void theLastOneLeavingIsACountOfZero() {
        assertThat(Diff.between(page("Den", "ann"), page("Den"))).isEqualTo("{\"1\":{\"k\":{\"kc\":0}}}");
    }

    @Test
    void anotherTemplateIsSentWhole() {
        assertThat(Diff.between(page("Den"), video("s1")))
                .as("an r at the top of a message would be taken for a reply")
                .isEqualTo("{\"s\":[\"<video id=\\\"\",\"\\\"></video>\"],\"0\":\"s1\"}");
    }

    @Test
    void twoRowsOfOneKeyAreRefusedWithTheLineOfTheLoop() {
        assertThatThrownBy(() -> Diff.full(page("Den", "ann", "bob", "ann")))
                .hasMessage(
                        "page.jte:2: rows 0 and 2 of the loop have the same key \"ann\"; give their elements different"
                                + " ids, or the loop another key=\"${…}\"");
        assertThatThrownBy(() -> Diff.between(page("Den", "ann"), page("Den", "ann", "ann")))
                .hasMessageContaining("page.jte:2: rows 0 and 1");
    }

    @Test
    void rowsWithoutKeyAreKnownByTheirPlace() {
        assertThat(Diff.between(unkeyed("a", "b", "c"), unkeyed("b", "c")))
                .isEqualTo("{\"0\":{\"k\":{\"0\":{\"0\":\"b\"},\"1\":{\"0\":\"c\"},\"kc\":2}}}");
    }

    @Test
    void aMessageCarriesEventsTitleAndReplyBesideTheTree() {
        assertThat(Diff.message()
                        .between(page("Den"), page("Attic"), Placements.NONE)
                        .title("Attic \"2\"")
                        .reply("{\"key\":1}")
                        .event("ping", "{}")
                        .event("pong", "[1]")
                        .json())
                .isEqualTo("""
                        {"0":"Attic","t":"Attic \\"2\\"","r":{"key":1},"e":[["ping",{}],["pong",[1]]]}""");
    }

    @Test
    void aMessageMayCarryNoTree() {
        assertThat(Diff.message().reply("{}").json()).isEqualTo("{\"r\":{}}");
        assertThat(Diff.message()
                        .between(page("Den"), page("Den"), Placements.NONE)
                        .json())
                .isNull();
    }

    @Test
    void aComponentTravelsBesideThePage() {
        Template host = Template.of("host.jte:1", false, "<p>", "</p>");
        Rendered page = new Rendered(host, new Object[] {new Place("clip")});
        Rendered again = new Rendered(host, new Object[] {new Place("clip")});
        Placements third = (place, stays) -> new Placements.Placed(3, false);

        assertThat(Diff.message()
                        .between(null, page, third)
                        .component(3, component(null, video("s1")))
                        .json())
                .isEqualTo("""
                        {"s":["<p>","</p>"],"0":3,"c":{"3":{"s":["<video id=\\"","\\"></video>"],"r":1,"0":"s1"}}}""");
        assertThat(Diff.message()
                        .between(page, again, third)
                        .component(3, component(video("s1"), video("s2")))
                        .json())
                .isEqualTo("{\"c\":{\"3\":{\"0\":\"s2\"}}}");
    }

    @Test
    void anotherComponentInTheSamePlaceIsNamed() {
        Template host = Template.of("host.jte:1", false, "<p>", "</p>");
        Rendered page = new Rendered(host, new Object[] {new Place("clip")});
        Rendered other = new Rendered(host, new Object[] {new Place("film")});

        assertThat(Diff.message()
                        .between(page, other, (place, stays) -> new Placements.Placed(4, false))
                        .json())
                .isEqualTo("{\"0\":4}");
        assertThat(Diff.message()
                        .between(page, page(host), (place, stays) -> new Placements.Placed(5, true))
                        .json())
                .isEqualTo("{\"0\":5}");
    }

    private static Rendered page(Template host) {
        return new Rendered(host, new Object[] {new Place("clip")});
    }

    @Test
    void aComponentMayBeToldAsTheDifferenceFromAnother() {
        assertThat(Diff.componentLike(-7, video("s1"), video("s2"), Placements.NONE))
                .isEqualTo("{\"s\":-7,\"0\":\"s2\"}");
        assertThat(Diff.componentLike(7, video("s1"), video("s1"), Placements.NONE))
                .isEqualTo("{\"s\":7}");
    }

    private static String component(@Nullable Rendered before, Rendered after) {
        return Objects.requireNonNull(Diff.component(before, after, Placements.NONE));
    }

    private record Place(String key) implements ComponentPlace {
        @Override
        public Object assigns() {
            return "";
        }
    }

    @Test
    void textThatIsNoUnicodeStillMakesGoodJson() {
        assertThat(Diff.between(page("Den"), page("\"\\\n\u0001\ud83d\ude00\ud83d")))
                .isEqualTo("{\"0\":\"\\\"\\\\\\n\\u0001\ud83d\ude00\\ud83d\"}");
    }

    private static String[] people(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> "user" + i).toArray(String[]::new);
    }

    private static Rendered page(String title, String... names) {
        return pageOf(title, Stream.of(names).map(name -> row(name, waiting())).toArray(Object[][]::new));
    }

    private static Rendered pageOf(String title, Object[]... rows) {
        Keyed loop = new Keyed(ROW);
        for (Object[] row : Keyed.each(loop, List.of(rows))) {
            loop.add((String) row[0], row);
        }
        return new Rendered(PAGE, new Object[] {title, loop});
    }

    private static Rendered unkeyed(String... texts) {
        Keyed loop = new Keyed(ITEM);
        for (String text : Keyed.each(loop, texts)) {
            loop.add(new Object[] {text});
        }
        return new Rendered(LIST, new Object[] {loop});
    }

    private static Object[] row(String name, Rendered video) {
        return new Object[] {name, name, video};
    }

    private static Rendered waiting() {
        return new Rendered(WAITING, new Object[0]);
    }

    private static Rendered video(String id) {
        return new Rendered(VIDEO, new Object[] {id});
    }
}
