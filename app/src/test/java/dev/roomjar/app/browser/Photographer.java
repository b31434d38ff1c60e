package dev.roomjar.app.browser;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Takes pictures of pages, in windows of several shapes; the people in front of the cameras are drawn. */
final class Photographer implements AutoCloseable {

    /** A window; the small ones are phones, which have no mouse. */
    enum Shape {
        WIDE(1280, 800),
        PHONE(390, 844),
        FLAT(844, 390);

        private final int width;
        private final int height;

        Shape(int width, int height) {
            this.width = width;
            this.height = height;
        }
    }

    /** Browsers without a window have no mouse; pages with one show some buttons only under it. */
    private static final String MOUSE = """
            (mouse) => {
              const sheet = new CSSStyleSheet();
              if (mouse) sheet.replaceSync(`.tile-more:not(:focus-visible, [aria-expanded=true]), .chat-delete { opacity: 0 !important }
                .chat-message { padding-inline-end: 8px !important }`);
              document.adoptedStyleSheets = [sheet];
            }
            """;

    private static final String PORTRAIT = read("portrait.js");

    /** Of those that are in the middle of attention, and of a crowd, which must not wear out the machine. */
    static final int SMOOTH_MS = 100;

    static final int CROWD_MS = 400;

    final Chromium chromium;
    final Server server;
    private final Path folder;
    private final List<Visitor> people = new ArrayList<>();

    Photographer(Path data, Path folder) {
        this.folder = folder;
        chromium = Chromium.startAlone(
                "--auto-accept-this-tab-capture", "--auto-select-tab-capture-source-by-title=Roomjar");
        server = new Server(data);
    }

    /** Somebody with a face of that number and this name. */
    Visitor person(int number, String name, int frameMs) {
        Visitor visitor = kept(Visitor.arrive(chromium, server.http()));
        visitor.profile.addInitScript(
                PORTRAIT.replace("NUMBER", Integer.toString(number)).replace("FRAME_MS", Integer.toString(frameMs)));
        return visitor.saysName(name);
    }

    /** Somebody whose browser gives the page no devices. */
    Visitor shy(String name) {
        Visitor visitor = kept(Visitor.arriveShy(chromium, server.http()));
        return name.isEmpty() ? visitor : visitor.saysName(name);
    }

    private Visitor kept(Visitor visitor) {
        people.add(visitor);
        return visitor;
    }

    /** In all shapes, light and dark. */
    void page(Visitor visitor, String name) {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (Shape shape : Shape.values()) {
                take(visitor, name, shape, scheme);
            }
        }
        wide(visitor.page);
    }

    /** The room is dark in both moods. */
    void room(Visitor visitor, String name, Shape... shapes) {
        for (Shape shape : shapes.length == 0 ? Shape.values() : shapes) {
            take(visitor, name, shape, ColorScheme.LIGHT);
        }
        wide(visitor.page);
    }

    /** While something is open, or goes on, that a change of the window's shape ends. */
    void during(Visitor visitor, String name, Shape shape, Runnable opens) {
        visitor.page.setViewportSize(shape.width, shape.height);
        touch(visitor.page, shape != Shape.WIDE);
        visitor.page.waitForTimeout(400);
        opens.run();
        take(visitor, name, shape, ColorScheme.LIGHT);
        visitor.page.keyboard().press("Escape");
        visitor.page.waitForTimeout(200);
        wide(visitor.page);
    }

    private static void wide(Page page) {
        touch(page, false);
        page.setViewportSize(Shape.WIDE.width, Shape.WIDE.height);
        page.waitForTimeout(250);
    }

    private void take(Visitor visitor, String name, Shape shape, ColorScheme scheme) {
        Page page = visitor.page;
        touch(page, shape != Shape.WIDE);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        page.setViewportSize(shape.width, shape.height);
        page.evaluate(MOUSE, shape == Shape.WIDE);
        page.waitForTimeout(700);
        String mood = scheme == ColorScheme.DARK ? "-dark" : "";
        page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(name + "-" + shape.width + mood + ".png")));
    }

    private static void touch(Page page, boolean enabled) {
        CDPSession session = page.context().newCDPSession(page);
        JsonObject wish = new JsonObject();
        wish.addProperty("enabled", enabled);
        session.send("Emulation.setTouchEmulationEnabled", wish);
        if (!enabled) {
            session.detach();
        }
    }

    @Override
    public void close() {
        people.forEach(Visitor::close);
        server.close();
        chromium.close();
    }

    private static String read(String name) {
        try (InputStream file = Objects.requireNonNull(Photographer.class.getResourceAsStream(name))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
