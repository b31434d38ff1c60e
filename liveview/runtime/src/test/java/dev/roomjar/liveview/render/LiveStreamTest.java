package dev.roomjar.liveview.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
