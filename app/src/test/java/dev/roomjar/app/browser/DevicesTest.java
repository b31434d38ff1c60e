package dev.roomjar.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Calls with what there is: devices refused or missing, https with the certificate of this machine. */
@Tag("browser")
@Timeout(120)
class DevicesTest {

    private static Chromium chromium;
    private static Server server;

    @BeforeAll
    static void start(@TempDir Path data) {
        chromium = Chromium.start();
        server = new Server(data);
    }

    @AfterAll
    static void stop() {
        server.close();
        chromium.close();
    }

    @Test
    void whoRefusesCameraAndMicrophoneStillSeesAndHears() {
        try (Visitor ana =
                        Visitor.arrive(chromium, server.http()).saysName("Ana").creates("Refused");
                Visitor ben = Visitor.arriveShy(chromium, server.http())
                        .saysName("Ben")
                        .joins("Refused")) {
            ben.seesAndHears("Ana");
            ben.reads("Your browser does not let this page use your camera and microphone");
            assertThat(ben.button("Mute")).isDisabled();
            ana.reads("Without camera and microphone");
            ana.seesNobodyElseThan("Ana", "Ben");
        }
    }

    @Test
    void whoHasNoCameraIsHeard() {
        try (Visitor ana =
                        Visitor.arrive(chromium, server.http()).saysName("Ana").creates("Blind");
                Visitor ben = Visitor.arrive(chromium, server.http()).saysName("Ben")) {
            ben.hasNoCamera();
            ben.joins("Blind");
            ben.seesAndHears("Ana");
            ben.reads("We found no camera");
            ana.hears("Ben");
        }
    }

    @Test
    void aNetworkThatLetsNoVideoThroughIsSaid(@TempDir Path data) throws UnknownHostException {
        InetAddress nowhere = InetAddress.getByName("192.0.2.1"); // of no network, by RFC 5737
        try (Server unreachable = new Server(data, InetAddress.getLoopbackAddress(), nowhere);
                Visitor ana = Visitor.arrive(chromium, unreachable.http())
                        .saysName("Ana")
                        .creates("Nowhere")) {
            ana.reads("Your network does not let video through");
        }
    }

    @Test
    void callsWorkOverHttps() {
        try (Visitor ana =
                        Visitor.arrive(chromium, server.https()).saysName("Ana").creates("Secure");
                Visitor ben =
                        Visitor.arrive(chromium, server.https()).saysName("Ben").joins("Secure")) {
            ana.seesAndHears("Ben");
            ben.seesAndHears("Ana");
        }
    }
}
