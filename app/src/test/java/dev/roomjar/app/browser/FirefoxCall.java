package dev.roomjar.app.browser;

import dev.roomjar.app.testing.FirefoxPage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;

/** The call of {@link FirefoxCallTest}; says {@link #DONE} at its end. */
final class FirefoxCall {
    static final String ADDRESS = "10.77.0.1";
    static final String DONE = "Firefox and Chromium saw and heard each other";

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private FirefoxCall() {}

    public static void main(String[] arguments) throws Exception {
        InetAddress everywhere = new InetSocketAddress(0).getAddress();
        try (Chromium chromium = Chromium.startAlone();
                Server server = new Server(Path.of(arguments[0]), everywhere, InetAddress.ofLiteral(ADDRESS));
                Visitor ana = Visitor.arrive(chromium, server.http()).saysName("Ana")) {
            ana.creates("Fox");
            try (FirefoxPage fay =
                    FirefoxPage.open(FirefoxPage.executable().orElseThrow(), server.http() + "/rooms/Fox")) {
                fay.evaluate("document.querySelector('#name').value = 'Fay'");
                fay.evaluate("void document.querySelector('#name').form.requestSubmit()");
                fay.await("document.querySelector('[data-phx-main].phx-connected #join') !== null", PATIENCE);
                fay.evaluate("document.querySelector('#join').click()");

                ana.seesAndHears("Fay");
                fay.await("%s?.videoWidth > 0".formatted(video("Ana")), PATIENCE);
                fay.evaluate(tenFrames(video("Ana")));
                fay.await("%s?.srcObject?.getAudioTracks()[0]?.muted === false".formatted(video("Ana")), PATIENCE);
            }
            ana.seesNobodyElseThan("Ana");
        }
        System.out.println(DONE);
        System.exit(0);
    }

    /** Done when ten more frames were shown; Firefox does not count those of a stream in its playback quality. */
    private static String tenFrames(String video) {
        return """
                (async (video) => {
                  for (let frame = 0; frame < 10; frame++) await new Promise((next) => video.requestVideoFrameCallback(next));
                })(%s)""".formatted(video);
    }

    private static String video(String name) {
        return "document.querySelector('[data-user=\"" + name + "\"] video')";
    }
}
