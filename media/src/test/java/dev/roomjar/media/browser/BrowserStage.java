package dev.roomjar.media.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.roomjar.media.MediaServer;
import dev.roomjar.media.MediaSession;
import dev.roomjar.media.net.MediaConfig;
import dev.roomjar.media.net.MediaServers;
import java.io.IOException;
import java.net.InetAddress;

/** A media server on this machine and a Chromium whose pages call each other over it. */
final class BrowserStage implements AutoCloseable {
    final MediaServer server;
    private final Chromium chromium;

    private BrowserStage(MediaServer server, Chromium chromium) {
        this.server = server;
        this.chromium = chromium;
    }

    /** Skips the tests where there is no Chromium. */
    static BrowserStage start() throws IOException {
        assumeTrue(Chromium.isInstalled(), "Chromium is not installed");
        MediaServer server = MediaServers.start(config());
        return new BrowserStage(server, new Chromium());
    }

    /** Of a server on a free port of this machine. */
    static MediaConfig config() {
        return MediaConfig.defaults()
                .bindAddress(InetAddress.getLoopbackAddress())
                .port(0);
    }

    MediaSession openSession() {
        return server.openSession();
    }

    /** A page of its own, in a profile of its own. */
    BrowserEnd page() {
        return new BrowserEnd(chromium.page());
    }

    void closePages() {
        chromium.closePages();
    }

    @Override
    public void close() {
        chromium.close();
        server.close();
    }
}
