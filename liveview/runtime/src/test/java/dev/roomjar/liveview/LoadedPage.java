package dev.roomjar.liveview;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.roomjar.liveview.page.PageAnswer;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/** What the client's script reads from a page before it joins. */
public record LoadedPage(String id, String session, String staticToken, String csrf, Map<String, String> cookies) {
    public static LoadedPage of(PageAnswer answer) {
        return of(
                answer.html(),
                answer.setCookies().stream()
                        .map(cookie -> cookie.substring(0, cookie.indexOf(';')).split("=", 2))
                        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1])));
    }

    public static LoadedPage of(String html, Map<String, String> cookies) {
        var document = Jsoup.parse(html);
        Element main = document.select("[data-phx-main]").getFirst();
        return new LoadedPage(
                main.id(),
                main.attr("data-phx-session"),
                main.attr("data-phx-static"),
                document.select("meta[name=csrf-token]").attr("content"),
                cookies);
    }

    public String topic() {
        return "lv:" + id;
    }

    /** A join's payload for an address. */
    public ObjectNode join(String url) {
        ObjectNode payload =
                Json.object().put("url", url).put("session", session).put("static", staticToken);
        payload.putObject("params").put("_csrf_token", csrf).put("_mounts", 0).put("_mount_attempts", 0);
        return payload.put("sticky", false);
    }
}
