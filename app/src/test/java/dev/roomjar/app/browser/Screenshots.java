package dev.roomjar.app.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Makes the pictures of the documentation from the running product, with drawn people in front of the cameras. No test by
 * its name; run it with {@code mvn test -pl app -am -Dtest=Screenshots -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class Screenshots {

    private static final Path IMAGES = Path.of(System.getProperty(
            "screenshots",
            Path.of(System.getProperty("basedir", "app"), "..", "docs", "images")
                    .toString()));

    private static final List<String> PEOPLE =
            List.of("Ana Lindqvist", "Ben", "مريم الخطيب", "Wolfgang Amadeus Theophilus Mozart", "李娜");

    @Test
    void lobbyAndRoom(@TempDir Path data) {
        List<Visitor> people = new ArrayList<>();
        try (Chromium chromium = Chromium.start();
                Server server = new Server(data)) {
            Visitor guest = Visitor.arrive(chromium, server.http());
            show(guest, "welcome");
            guest.saysName("Zoë");
            show(guest, "lobby-empty");

            Visitor ana = person(chromium, server, 0, people);
            ana.page.getByLabel("Room name").fill("Physics, year 7");
            ana.button("Create room").click();
            ana.reads("Join now");
            show(ana, "preview");
            ana.comesIn().sees("Ana Lindqvist");
            show(ana, "room-alone");
            Visitor ben = person(chromium, server, 1, people).joins("Physics, year 7");
            ana.sees("Ben");
            ben.sees("Ana Lindqvist");
            show(ana, "room");
            for (int i = 2; i < PEOPLE.size(); i++) {
                person(chromium, server, i, people).joins("Physics, year 7");
                ana.sees(PEOPLE.get(i));
            }
            people.get(2).presses("Stop camera");
            people.get(3).presses("Mute");
            ana.page.waitForTimeout(500);
            show(ana, "room-five");
            ana.page.keyboard().press("Alt+T");
            ana.page.waitForTimeout(300);
            show(ana, "chat");
            ana.page.keyboard().press("Alt+P");
            ana.page.waitForTimeout(300);
            show(ana, "people");

            Visitor dan =
                    Visitor.arrive(chromium, server.http()).saysName("Dan").creates("غرفة الاجتماعات");
            dan.sees("Dan");
            guest.reads("Dan");
            show(guest, "lobby");
            Visitor shy =
                    Visitor.arriveShy(chromium, server.http()).saysName("Eve").joins("Physics, year 7");
            shy.sees("Ben");
            show(shy, "room-refused");
            for (int i = 0; i < CROWD.size(); i++) {
                person(chromium, server, i, CROWD.get(i), people).joins("Physics, year 7");
            }
            ana.page.keyboard().press("Alt+P");
            ana.page.waitForTimeout(4000);
            show(ana, "room-twelve");
        }
    }

    private static final List<String> CROWD = List.of("Noor", "Piotr", "Giulia", "Kwame", "Sofia", "Tomás");

    private static Visitor person(Chromium chromium, Server server, int number, List<Visitor> people) {
        return person(chromium, server, number, PEOPLE.get(number), people);
    }

    private static Visitor person(Chromium chromium, Server server, int number, String name, List<Visitor> people) {
        Visitor visitor = Visitor.arrive(chromium, server.http());
        visitor.profile.addInitScript(PORTRAIT.replace("NUMBER", Integer.toString(number % 5)));
        visitor.saysName(name);
        people.add(visitor);
        return visitor;
    }

    private static void show(Visitor visitor, String name) {
        Page page = visitor.page;
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            for (int width : List.of(1280, 390)) {
                page.setViewportSize(width, width == 390 ? 844 : 800);
                page.waitForTimeout(600);
                String mood = scheme == ColorScheme.DARK ? "-dark" : "";
                page.screenshot(
                        new Page.ScreenshotOptions().setPath(IMAGES.resolve(name + "-" + width + mood + ".png")));
            }
        }
    }

    /** Draws somebody in place of the camera. */
    private static final String PORTRAIT = """
            {
              const looks = [
                ['#8fb3a4', '#2f5d50', '#f0cdb0', '#6b3f24', '#2d6a8a'], ['#c9b08f', '#6d5136', '#c98f66', '#1d1613', '#7a2f3b'],
                ['#9fb1cc', '#43557a', '#e3b48c', '#3b2f63', '#3b2f63'], ['#c3a0aa', '#6d3f4f', '#f3d5bf', '#d9d3c8', '#20242e'],
                ['#b7c39a', '#55663a', '#eac6a0', '#141313', '#b9632c']][NUMBER];
              const draw = (c, t) => {
                const [w, h] = [c.canvas.width, c.canvas.height];
                const wall = c.createLinearGradient(0, 0, w, h);
                wall.addColorStop(0, looks[0]); wall.addColorStop(1, looks[1]);
                c.fillStyle = wall; c.fillRect(0, 0, w, h);
                c.fillStyle = 'rgb(255 255 255 / .12)'; c.fillRect(w * .07, h * .1, w * .2, h * .42);
                const x = w / 2 + Math.sin(t / 900) * 8, y = h * .44 + Math.sin(t / 700) * 4, r = h * .17;
                const oval = (fill, cx, cy, rx, ry) => { c.fillStyle = fill; c.beginPath(); c.ellipse(cx, cy, rx, ry, 0, 0, 7); c.fill(); };
                oval(looks[3], x, y - r * .25, r * 1.12, r * 1.25);
                oval(looks[4], x, h * 1.12, r * 2.3, h * .42);
                c.fillStyle = looks[2]; c.fillRect(x - r * .34, y + r * .7, r * .68, r * .75);
                oval(looks[2], x, y, r * .92, r * 1.12);
                oval(looks[3], x, y - r * .82, r * .95, r * .48);
                for (const s of [-1, 1]) oval('#2b211c', x + s * r * .36, y - r * .02, r * .075, r * .1);
                c.strokeStyle = '#9b4f43'; c.lineWidth = r * .07; c.lineCap = 'round';
                c.beginPath(); c.arc(x, y + r * .38, r * .3, .25, Math.PI - .25); c.stroke();
              };
              const devices = navigator.mediaDevices, ask = devices?.getUserMedia.bind(devices);
              if (devices) devices.getUserMedia = async (wanted) => {
                const stream = await ask(wanted);
                if (!wanted.video) return stream;
                const canvas = document.createElement('canvas'); canvas.width = 1280; canvas.height = 720;
                const context = canvas.getContext('2d');
                setInterval(() => draw(context, performance.now()), 66);
                return new MediaStream([...stream.getAudioTracks(), ...canvas.captureStream(15).getVideoTracks()]);
              };
            }
            """;
}
