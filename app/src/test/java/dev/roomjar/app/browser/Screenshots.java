package dev.roomjar.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.roomjar.app.browser.Photographer.CROWD_MS;
import static dev.roomjar.app.browser.Photographer.SMOOTH_MS;
import static dev.roomjar.app.browser.Photographer.Shape.PHONE;
import static dev.roomjar.app.browser.Photographer.Shape.WIDE;

import com.microsoft.playwright.Locator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Makes pictures of every page and state from the running product. No test by its name: {@code ./screenshots} runs it. */
class Screenshots {

    private static final Path FOLDER = Path.of(System.getProperty("screenshots", "target/screenshots"));

    private static final String ROOM = "Physics, year 7";
    private static final String LONG_ROOM = "Thursday with everybody from the garden";
    private static final List<String> PEOPLE =
            List.of("Ana Lindqvist", "Ben", "مريم الخطيب", "Wolfgang Amadeus Theophilus Mozart", "李娜");
    private static final List<String> CROWD = List.of("Noor", "Piotr", "Giulia", "Kwame", "Sofia", "Tomás", "Ingrid");

    @TempDir
    private Path data;

    @Test
    void lobby() {
        try (Photographer photos = new Photographer(data, FOLDER)) {
            Visitor guest = photos.shy("");
            photos.page(guest, "lobby-welcome");
            guest.saysName("Zoë");
            photos.page(guest, "lobby-empty");
            guest.page.locator("#room-options > summary").click();
            photos.page(guest, "lobby-options");
            guest.page.locator("#room-options > summary").click();
            guest.page.locator("#rename > summary").click();
            photos.page(guest, "lobby-rename");
            guest.page.locator("#rename > summary").click();

            watcher(photos, "Dan").creates("غرفة الاجتماعات");
            watcher(photos, "Eve Nakamura").creates(LONG_ROOM);
            photos.shy("Fay").joins(LONG_ROOM);
            Visitor host = watcher(photos, "Gus");
            host.page.locator("#room-options > summary").click();
            host.page.locator("[name=waiting]").check();
            host.page.locator("#new-password").fill("secret");
            host.creates("Choir");
            watcher(photos, PEOPLE.getFirst()).creates(ROOM);
            for (String name : List.of("Ben", "مريم الخطيب", "Wolfgang Amadeus Theophilus Mozart", "李娜")) {
                photos.shy(name).joins(ROOM);
            }
            guest.reads("李娜");
            photos.page(guest, "lobby");
            guest.page.getByLabel("Search rooms").fill("ben");
            assertThat(guest.page.locator(".room-card")).hasCount(1);
            photos.page(guest, "lobby-search");
            guest.page.getByLabel("Search rooms").fill("nothing like that");
            assertThat(guest.page.locator(".room-card")).hasCount(0);
            photos.page(guest, "lobby-search-none");
            photos.page(photos.shy(""), "lobby-no-name");
        }
    }

    private static Visitor watcher(Photographer photos, String name) {
        return photos.shy(name);
    }

    @Test
    void wayIn() {
        try (Photographer photos = new Photographer(data, FOLDER)) {
            String room = photos.server.http() + "/rooms/Physics,%20year%207";
            Visitor stranger = photos.shy("");
            stranger.page.navigate(room);
            photos.page(stranger, "doorstep");
            Visitor ana = photos.person(0, PEOPLE.getFirst(), SMOOTH_MS);
            ana.page.navigate(room);
            ana.reads("Join now");
            ana.page.waitForTimeout(1500);
            photos.page(ana, "preview");
            ana.presses("Stop camera");
            ana.presses("Mute");
            photos.page(ana, "preview-off");
            ana.comesIn();
            photos.shy("Ben").joins(ROOM);
            Visitor shy = photos.shy("Cleo");
            shy.page.navigate(room);
            shy.page.locator("#retry").waitFor();
            photos.page(shy, "preview-denied");
            Visitor blind = photos.person(3, "Dora", SMOOTH_MS);
            blind.hasNoCamera();
            blind.page.navigate(room);
            blind.reads("We found no camera");
            photos.page(blind, "preview-missing");
            Visitor twin = photos.shy("Ben");
            twin.page.navigate(room);
            twin.comesIn();
            twin.page.locator("#another-name").waitFor();
            photos.page(twin, "another-name");

            Visitor gus = photos.shy("Gus");
            gus.page.locator("#room-options > summary").click();
            gus.page.locator("[name=waiting]").check();
            gus.page.locator("#new-password").fill("secret");
            gus.creates("Choir");
            Visitor kim = photos.person(4, "Kim", SMOOTH_MS);
            kim.page.navigate(photos.server.http() + "/rooms/Choir");
            kim.comesIn();
            kim.page.locator("#password").waitFor();
            photos.page(kim, "password");
            kim.page.locator("#room-password").fill("wrong");
            kim.presses("Join now");
            kim.reads("That is not the password");
            photos.page(kim, "password-wrong");
            kim.page.locator("#room-password").fill("secret");
            kim.presses("Join now");
            kim.reads("Waiting to be let in");
            photos.page(kim, "knocking");
        }
    }

    @Test
    void room() {
        try (Photographer photos = new Photographer(data, FOLDER)) {
            List<Visitor> people = new ArrayList<>();
            Visitor ana = meet(photos, people);
            photos.room(ana, "room-5");
            screen(photos, ana, people.get(1));
            people.add(photos.person(5, CROWD.getFirst(), CROWD_MS).joins(ROOM));
            ana.sees(CROWD.getFirst());
            ana.page.waitForTimeout(2000);
            photos.room(ana, "room", WIDE, PHONE);
        }
    }

    @Test
    void roomOfTwelve() {
        try (Photographer photos = new Photographer(data, FOLDER)) {
            Visitor ana = photos.person(0, PEOPLE.getFirst(), CROWD_MS).creates(ROOM);
            List<String> others =
                    Stream.concat(PEOPLE.stream().skip(1), CROWD.stream()).toList();
            for (int i = 0; i < others.size(); i++) {
                String name = others.get(i);
                // Twelve cameras are more than most machines draw; number 9 holds a phone.
                if (i < 4) {
                    photos.person(i == 2 ? 9 : i + 1, name, 2 * CROWD_MS).joins(ROOM);
                } else {
                    photos.shy(name).joins(ROOM);
                }
                ana.tile(name).waitFor();
            }
            ana.page.locator(".tile:not(.tile-self) .playing").nth(3).waitFor();
            ana.page.waitForTimeout(2000);
            photos.room(ana, "room-12");
            ana.page.keyboard().press("Alt+P");
            ana.page.waitForTimeout(500);
            photos.room(ana, "people-12");
            ana.page.keyboard().press("Alt+P");
            ana.page.keyboard().press("Alt+V");
            photos.room(ana, "speaker-12");
        }
    }

    /** Five people, of whom Ben speaks, and others do what others do. */
    private static Visitor meet(Photographer photos, List<Visitor> people) {
        Visitor ana = photos.person(0, PEOPLE.getFirst(), SMOOTH_MS).creates(ROOM);
        ana.sees(PEOPLE.getFirst());
        people.add(ana);
        photos.room(ana, "room-1");
        Visitor ben = photos.person(1, "Ben", SMOOTH_MS).joins(ROOM);
        ana.sees("Ben");
        people.add(ben);
        ben.page.evaluate("speaks(true)");
        ana.page.waitForTimeout(1500);
        photos.room(ana, "room-2");
        for (int i = 2; i < PEOPLE.size(); i++) {
            people.add(photos.person(i, PEOPLE.get(i), CROWD_MS).joins(ROOM));
            ana.sees(PEOPLE.get(i));
        }
        people.get(3).presses("Mute");
        people.get(4).presses("Raise hand");
        ana.page.waitForTimeout(500);
        return ana;
    }

    @Test
    void aroundTheRoom() {
        try (Photographer photos = new Photographer(data, FOLDER)) {
            List<Visitor> people = new ArrayList<>();
            Visitor ana = meet(photos, people);
            people.get(2).presses("Stop camera");
            ana.page.waitForTimeout(500);
            photos.room(ana, "room-5-states");
            says(ana, people.get(1));
            parts(photos, ana, people.get(1));
        }
    }

    private static void says(Visitor ana, Visitor ben) {
        write(ana, "Welcome! We start with the pendulum.");
        write(ben, "Good morning 🙂");
        write(ben, "The sheet is at https://example.org/pendulum-and-a-rather-long-address-that-has-to-break");
        write(ana, "Thank you, Ben.");
    }

    private static void write(Visitor visitor, String text) {
        visitor.page.keyboard().press("Alt+T");
        visitor.page.locator("#chat-text").fill(text);
        visitor.page.keyboard().press("Enter");
        visitor.page.keyboard().press("Alt+T");
        visitor.page.waitForTimeout(300);
    }

    /** What opens over and beside the stage. */
    private static void parts(Photographer photos, Visitor ana, Visitor ben) {
        photos.room(ben, "room-5-guest", WIDE);
        press(ana, "Alt+T");
        press(ben, "Alt+T");
        ben.page.locator("#chat-text").pressSequentially("Where");
        ana.reads("is writing");
        photos.room(ana, "chat");
        press(ana, "Alt+T");
        press(ana, "Alt+P");
        photos.room(ana, "people-host");
        ana.page.locator("[data-person=Ben] [aria-expanded]").click();
        photos.room(ana, "people-menu");
        ana.page.locator("#open-room").click();
        photos.room(ana, "host-panel");
        ana.page.locator("#timer-minutes").fill("30");
        ana.page.locator("#timer-form .button").click();
        ana.page.locator("#set-waiting").click();
        ana.page.keyboard().press("Escape");
        press(ben, "Alt+P");
        photos.room(ben, "people-guest");
        ben.page.locator("#rename").click();
        photos.room(ben, "people-rename");
        press(ben, "Alt+P");

        Locator more = ana.tile("Ben").locator(".tile-more");
        for (Photographer.Shape shape : Photographer.Shape.values()) {
            photos.during(ana, "tile-menu", shape, () -> more.click());
            photos.during(ana, "more", shape, () -> ana.page.locator("#more").click());
            photos.during(ana, "settings", shape, () -> ana.page.keyboard().press("Alt+D"));
            photos.during(ana, "shortcuts", shape, () -> ana.page.keyboard().press("Alt+K"));
            photos.during(ana, "invite", shape, () -> ana.page.keyboard().press("Alt+I"));
            photos.during(ana, "react", shape, () -> ana.page.keyboard().press("Alt+R"));
        }
        more.click();
        ana.page.locator(".menu:popover-open [phx-value-what=REMOVE]").click();
        photos.room(ana, "question");
        ana.page.keyboard().press("Escape");

        Visitor kim = photos.shy("Kim Oyelaran-Featherstonehaugh");
        kim.joins(ROOM);
        kim.reads("Waiting to be let in");
        ana.page.locator("#knocks").waitFor();
        photos.room(ana, "knock");
        ana.page.locator("#knocks").getByText("Turn away").click();
        press(ben, "Alt+M");
        more.click();
        ana.page.locator(".menu:popover-open [phx-value-what=ASK_TO_UNMUTE]").click();
        ben.page.locator("#asked").waitFor();
        photos.room(ben, "asked");
        ben.page.locator("#asked-yes").click();
        for (Photographer.Shape shape : Photographer.Shape.values()) {
            photos.during(ana, "reactions", shape, () -> {
                for (String key : List.of("THUMBS_UP", "HEART")) {
                    ben.page.evaluate("(key) => document.getElementById('react-' + key).click()", key);
                }
                ana.page.evaluate("() => document.getElementById('react-PARTY').click()");
            });
        }
        more.click();
        ana.page.locator(".menu:popover-open [phx-value-what=SPOTLIGHT]").click();
        ana.page.waitForTimeout(500);
        photos.room(ana, "spotlight");
        photos.room(ben, "spotlight-own", WIDE, PHONE);
        more.click();
        ana.page.locator(".menu:popover-open [phx-value-what=END_SPOTLIGHT]").click();
        more.click();
        ana.page.locator(".menu:popover-open [phx-click=pin]").click();
        photos.room(ana, "pinned");
        more.click();
        ana.page.locator(".menu:popover-open [phx-click=pin]").click();
        ana.page.keyboard().press("Alt+V");
        photos.room(ana, "speaker");
        ana.page.keyboard().press("Alt+V");
        Visitor eve = photos.shy("Eve").joins(ROOM);
        ana.page.locator("#knocks .button-primary").click();
        eve.page.locator("#stage").waitFor();
        eve.sees("Ben");
        photos.room(eve, "room-without-devices");
    }

    private static void screen(Photographer photos, Visitor ana, Visitor ben) {
        ben.page.keyboard().press("Alt+S");
        ana.page.locator("[data-screen=Ben] .tile-video.playing").waitFor();
        ana.page.waitForTimeout(1500);
        photos.room(ana, "screen");
        photos.room(ben, "screen-own");
        ben.page.keyboard().press("Alt+S");
        assertThat(ana.page.locator("[data-screen]")).hasCount(0);
    }

    private static void press(Visitor visitor, String key) {
        visitor.page.keyboard().press(key);
        visitor.page.waitForTimeout(300);
    }

    @Test
    void wayOut() {
        try (Photographer photos = new Photographer(data, FOLDER)) {
            Visitor ana = photos.shy("Ana").creates("Way out");
            Visitor ben = photos.shy("Ben").joins("Way out");
            ben.presses("Leave");
            ben.reads("You have left the room");
            photos.page(ben, "over-left");
            ben.presses("Join again");
            does(ana, "Ben", "REMOVE");
            ben.reads("A host has removed you");
            photos.page(ben, "over-removed");
            ben.presses("Join again");
            does(ana, "Ben", "BAN");
            ben.reads("for good");
            photos.page(ben, "over-banned");
            Visitor cleo = photos.shy("Cleo").joins("Way out");
            Visitor again = cleo.newTab("/rooms/Way%20out?join");
            cleo.reads("You are in another window");
            photos.page(cleo, "over-elsewhere");
            photos.room(again, "room-watchers");
            ana.page.locator("#open-room").click();
            ana.page.locator("#set-lock").click();
            Visitor dan = photos.shy("Dan");
            dan.page.navigate(photos.server.http() + "/rooms/Way%20out");
            photos.page(dan, "preview-locked");
            dan.comesIn();
            dan.reads("That room is locked");
            photos.page(dan, "over-locked");
            ana.page.locator("#end-for-all").click();
            photos.room(ana, "question-end", WIDE);
            ana.page.locator("dialog[open] .button-danger").click();
            again.reads("The host has ended this room");
            photos.page(again, "over-ended");
            dan.page.navigate(photos.server.http() + "/nowhere");
            photos.page(dan, "error-404");
            dan.page.navigate(photos.server.http() + "/");
            photos.server.stop();
            dan.reads("We lost the connection");
            dan.page.waitForTimeout(1000);
            photos.page(dan, "connection-lost");
            photos.server.startAgain();
        }
    }

    private static void does(Visitor host, String name, String action) {
        if (host.page.locator("#people").count() == 0) {
            host.page.keyboard().press("Alt+P");
        }
        Locator row = host.page.locator("[data-person='" + name + "']");
        row.locator("[aria-expanded]").click();
        row.locator("[phx-value-what=" + action + "]").click();
        host.page.locator("dialog[open] .button-danger").click();
    }

    @Test
    void dashboard() {
        try (Photographer photos = new Photographer(data, FOLDER)) {
            Visitor ana = photos.person(0, PEOPLE.getFirst(), CROWD_MS).creates(ROOM);
            photos.person(1, "Ben", CROWD_MS).joins(ROOM);
            ana.sees("Ben");
            photos.shy("Wolfgang Amadeus Theophilus Mozart").creates(LONG_ROOM);
            Visitor operator = photos.shy("");
            operator.page.navigate(photos.server.http() + "/dashboard");
            photos.page(operator, "dashboard-sign-in");
            operator.page.getByLabel("Password").fill("wrong");
            operator.presses("Sign in");
            operator.reads("That is not the password");
            photos.page(operator, "dashboard-wrong");
            operator.page.getByLabel("Password").fill(photos.server.dashboardPassword());
            operator.presses("Sign in");
            Locator row = operator.page.locator("[data-room='" + ROOM + "']");
            assertThat(row.locator("td").nth(2)).hasText(Pattern.compile("[1-9].*bit/s"));
            photos.page(operator, "dashboard");
            row.locator("a").click();
            operator.page.locator("[data-person=Ben]").waitFor();
            operator.page.waitForTimeout(6000);
            photos.page(operator, "dashboard-room");
            operator.page.locator("[data-person=Ben] a").click();
            operator.page.locator(".stream tbody th").first().waitFor();
            operator.page.waitForTimeout(3000);
            photos.page(operator, "dashboard-person");
            operator.presses("Remove this person…");
            photos.page(operator, "dashboard-question");
        }
    }
}
