package dev.roomjar.app.server;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;

/** What is printed once pages can be opened: which addresses to open where. */
final class Banner {

    private Banner() {}

    static String of(Settings settings, Roomjar server, long startMillis) {
        StringBuilder banner = new StringBuilder();
        line(banner, "");
        line(banner, "Roomjar " + Version.current() + " is ready (" + startMillis + " ms).");
        line(banner, "");
        line(banner, "  On this machine    http://localhost:" + server.port());
        String label = "  On other machines  ";
        for (InetAddress address : reachable(settings.host())) {
            line(banner, label + "https://" + LocalAddresses.inUrl(address) + ":" + server.httpsPort());
            label = " ".repeat(label.length());
        }
        line(banner, "                     (the browser warns once: the certificate is this machine's own)");
        for (String text : MediaLines.of(server.advertised(), settings.reach())) {
            line(banner, text);
        }
        switch (settings.turn()) {
            case Turn.Embedded _ -> line(banner, "  Through firewalls  TURN, UDP and TCP port " + server.turnPort());
            case Turn.External external -> line(banner, "  Through firewalls  " + String.join(", ", external.urls()));
            case Turn.Off _ -> {}
        }
        server.firstPassword()
                .ifPresentOrElse(
                        password -> {
                            line(banner, "  Dashboard          http://localhost:" + server.port() + "/dashboard");
                            line(banner, "                     password " + password + " (shown only now)");
                        },
                        () -> line(
                                banner,
                                "  Dashboard          http://localhost:" + server.port() + "/dashboard"
                                        + " (password lost: ./roomjar dashboard-password)"));
        line(banner, "  Data folder        " + home(settings.data()));
        line(banner, "");
        line(banner, "Stop with Ctrl-C. Settings: ./roomjar --help");
        return banner.toString();
    }

    private static List<InetAddress> reachable(InetAddress host) {
        List<InetAddress> all = host.isAnyLocalAddress() ? LocalAddresses.all() : List.of(host);
        return all.isEmpty() ? List.of(InetAddress.getLoopbackAddress()) : all;
    }

    private static String home(Path data) {
        return data.toAbsolutePath().normalize().toString();
    }

    private static void line(StringBuilder banner, String text) {
        banner.append(text).append('\n');
    }
}
