package dev.roomjar.liveview.demo;

import dev.roomjar.liveview.Live;
import dev.roomjar.liveview.LiveView;
import dev.roomjar.liveview.On;
import dev.roomjar.liveview.Params;
import dev.roomjar.liveview.StatusException;
import dev.roomjar.liveview.render.Rendered;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** One of everything a view can do. */
@Live("/desk")
public final class DeskLive extends LiveView {
    /** How large an order is. */
    public enum Size {
        SMALL,
        LARGE
    }

    /** Who orders. */
    public record Customer(String name, int age, boolean express) {}

    /** A hook's reply. */
    public record Sum(int sum, String connection) {}

    private final News news;
    private final List<String> lines = new ArrayList<>();
    private int count;
    private String tab = "none";
    private String seen = "";

    /** A desk that prints news. */
    public DeskLive(News news) {
        this.news = news;
    }

    @Override
    protected void mount(Params params) {
        if (params.find("refuse").isPresent()) {
            throw StatusException.notFound("asked to refuse");
        }
        if (params.find("fail").isPresent()) {
            throw new IllegalStateException("asked to fail");
        }
        if (params.find("send").isPresent()) {
            flash("error", "Not here");
            redirect("/");
        }
        if (params.find("forward").isPresent()) {
            pushEvent("forwarded", Map.of("n", 1));
            flash("info", "Forwarded");
            navigate("/");
        }
        if (connected()) {
            onClose(news.subscribe(tell(this::print)));
            news.desk(self(), receive(News.Item.class, item -> lines.add("item " + item.text())));
        }
    }

    /** Keeps the last few lines. */
    private void print(String line) {
        lines.add(line);
        if (lines.size() > 5) {
            lines.removeFirst();
        }
    }

    @Override
    protected void handleParams(Params params, String uri) {
        tab = params.find("tab").orElse("none");
        if (tab.equals("loop")) {
            patch("/desk?tab=loop");
        }
        if (tab.equals("moved")) {
            patchReplacing("/desk?tab=here");
        }
    }

    @Override
    protected Rendered render() {
        return DeskHtml.render(count, tab, seen, lines);
    }

    @Override
    protected String title() {
        return "Desk " + count;
    }

    @On
    void add(int by) {
        count += by;
    }

    @On
    void nothing() {}

    @On
    void crash() {
        if (connected()) {
            throw new IllegalStateException("asked to crash");
        }
    }

    @On
    int overflow(int depth) {
        return depth < 0 ? depth : overflow(depth + 1) + 1;
    }

    @On
    void go() {
        flash("info", "Gone to the lobby");
        pushEvent("going", Map.of("to", "/"));
        navigate("/");
    }

    @On
    void leave() {
        flash("info", "Left the desk");
        redirect("/");
    }

    @On
    void outside() {
        navigate("//evil.example");
    }

    @On
    void openTab(String name) {
        pushEvent("opened", Map.of("name", name));
        patch("/desk?tab={name}", name);
    }

    @On
    void check(Params form) {
        seen = "changed " + form.target() + " to " + form.nested("customer").get("name");
    }

    @On
    void order(Customer customer, Size size) {
        seen = customer.name() + " (" + customer.age() + ") orders " + size + (customer.express() ? " at once" : "");
        flash("info", "Ordered");
    }

    @On("sum_up")
    Sum sumUp(List<Integer> numbers) {
        return new Sum(numbers.stream().mapToInt(Integer::intValue).sum(), connected() ? "live" : "dead");
    }

    @On
    void tellLater(String line) {
        Consumer<String> later = tell(lines::add);
        Thread.startVirtualThread(() -> later.accept(line));
    }

    @On
    void leaveLater() {
        var later = tell((String to) -> {
            flash("error", "Sent away");
            redirect(to);
        });
        Thread.startVirtualThread(() -> later.accept("/"));
    }
}
