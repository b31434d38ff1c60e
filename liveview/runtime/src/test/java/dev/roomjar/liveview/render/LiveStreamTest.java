package dev.roomjar.liveview.render;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LiveStreamTest {
    private static final Template PAGE = Template.of("log.jte:1", true, "<ul>", "</ul>");
    private static final Template ROW = Template.of("log.jte:2", true, "<li id=\"", "\">", "</li>");

    private final LiveStream<String> log = LiveStream.of("log", text -> text);

    @Test
    void whatWasAddedIsSentOnceAndNotKept() {
        log.append("a");
        log.prepend("b");
        Rendered first = page();

        assertThat(Diff.full(first)).isEqualTo("""
                        {"s":["<ul>","</ul>"],"0":{"s":["<li id=\\"","\\">","</li>"],\
                        "k":{"0":{"0":"log-a","1":"a"},"1":{"0":"log-b","1":"b"},"kc":2},\
                        "stream":["log",[["log-a",-1,null,null],["log-b",0,null,null]],[]]}}""");
        assertThat(Diff.between(first, page())).isNull();
    }

    @Test
    void anItemAddedLaterTravelsAlone() {
        log.append("a");
        Rendered first = page();
        log.append("c", 50);

        assertThat(Diff.between(first, page())).isEqualTo("""
                        {"0":{"k":{"0":{"0":"log-c","1":"c"},"kc":1},"stream":["log",[["log-c",-1,-50,null]],[]]}}""");
    }

    @Test
    void deletionsUpdatesAndResetsAreTold() {
        Rendered first = page();
        log.delete("a");
        log.update("b");
        assertThat(Diff.between(first, page())).contains("\"stream\":[\"log\",[[\"log-b\",-1,null,true]],[\"log-a\"]]");

        log.reset();
        assertThat(Diff.between(first, page())).isEqualTo("{\"0\":{\"k\":{\"kc\":0},\"stream\":[\"log\",[],[],true]}}");
    }

    @Test
    void anItemThatIsDeletedBeforeItWasSentIsNotSent() {
        log.append("a");
        log.delete("a");

        assertThat(log).isEmpty();
    }

    @Test
    void theFirstHtmlShowsTheOrderThatABrowserWouldMake() {
        log.append("b");
        log.prepend("a");
        log.appendAll(List.of("c", "d"));
        log.insert(1, "x");
        log.update("nowhere");
        assertThat(page().html())
                .isEqualTo("<ul>"
                        + Stream.of("a", "x", "b", "c", "d")
                                .map(LiveStreamTest::row)
                                .collect(joining()) + "</ul>");

        log.appendAll(List.of("a", "b", "c", "d"), 2);
        assertThat(page().html()).isEqualTo("<ul>" + row("c") + row("d") + "</ul>");
        log.appendAll(List.of("a", "b"));
        log.prepend("c", 2);
        assertThat(page().html()).isEqualTo("<ul>" + row("c") + row("a") + "</ul>");
    }

    private static String row(String text) {
        return "<li id=\"log-" + text + "\">" + text + "</li>";
    }

    @Test
    void aPlaceInTheListIsTold() {
        Rendered first = page();
        log.insert(3, "a");
        assertThat(Diff.between(first, page())).contains("[[\"log-a\",3,null,null]]");
        assertThatThrownBy(() -> log.insert(-1, "b")).hasMessageContaining("at least 0");
    }

    @Test
    void rowsAreLetGoOnceTheMessageIsComplete() {
        var releases = new ArrayList<Runnable>();
        Placements placements = new Placements() {
            @Override
            public Placed place(ComponentPlace place, boolean stays) {
                return NONE.place(place, stays);
            }

            @Override
            public void streamed(Runnable release) {
                releases.add(release);
            }
        };
        log.append("a");
        Rendered first = page();
        assertThat(Diff.message().between(null, first, placements).json()).contains("log-a");
        assertThat(first.html()).contains("log-a");
        releases.forEach(Runnable::run);
        log.append("b");
        assertThat(Diff.between(first, page())).contains("\"k\":{\"0\":{\"0\":\"log-b\",\"1\":\"b\"},\"kc\":1}");
        assertThat(((Keyed) first.dynamics()[0]).size()).isZero();
    }

    @Test
    void lookingAtItDoesNotHandItOver() {
        log.append("a");

        assertThat(log).containsExactly("a");
        assertThat(log).containsExactly("a");
    }

    @Test
    void aRowWhoseIdIsNotTheStreamsIsRefused() {
        log.append("a");
        assertThatThrownBy(() -> page("row-"))
                .hasMessage("log.jte:2: the id of a row of the stream log is \"row-a\" but must be \"log-a\";"
                        + " write id=\"${log.id(item)}\"");
    }

    @Test
    void aRowWithoutIdIsRefused() {
        log.append("a");
        Keyed rows = new Keyed(ROW);
        assertThat(Keyed.each(rows, log)).containsExactly("a");

        assertThatThrownBy(() -> rows.add(new Object[] {"x", "a"}))
                .hasMessage(
                        "log.jte:2: the rows of a stream need an id; write id=\"${log.id(item)}\" in their element");
    }

    private Rendered page() {
        return page("log-");
    }

    private Rendered page(String prefix) {
        Keyed rows = new Keyed(ROW);
        for (String item : Keyed.each(rows, log)) {
            rows.add(prefix + item, new Object[] {prefix + item, item});
        }
        return new Rendered(PAGE, new Object[] {rows});
    }
}
