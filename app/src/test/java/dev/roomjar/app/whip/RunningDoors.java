package dev.roomjar.app.whip;

import dev.roomjar.app.embed.Embedding;
import dev.roomjar.app.rooms.Limits;
import dev.roomjar.app.rooms.Name;
import dev.roomjar.app.server.Roomjar;
import dev.roomjar.app.server.Settings;
import dev.roomjar.app.server.Turn;
import dev.roomjar.app.signon.SignOn;
import dev.roomjar.media.congestion.BandwidthLimits;
import dev.roomjar.media.net.Reach;
import dev.roomjar.opentok.Project;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** A whole server with rooms for three, and an encoder's or player's way of speaking to it. */
final class RunningDoors implements AutoCloseable {
    private static final HttpResponse.BodyHandler<String> TEXT = HttpResponse.BodyHandlers.ofString();

    /** What an encoder offers; nobody ever connects. */
    static final String ENCODER = offer("sendonly");

    /** What a player offers. */
    static final String PLAYER = offer("recvonly");

    private final Project project;
    private final Roomjar server;
    private final HttpClient http = HttpClient.newHttpClient();

    RunningDoors(Path data) throws IOException {
        project = Project.loadOrCreate(data);
        InetAddress loopback = InetAddress.getLoopbackAddress();
        server = Roomjar.start(new Settings(
                loopback,
                0,
                0,
                0,
                1,
                Reach.at(loopback),
                BandwidthLimits.DEFAULT,
                10,
                new Turn.Embedded(0, null),
                data,
                new Limits(50, 3),
                Map.of(),
                Embedding.OFF,
                SignOn.Settings.NONE,
                Duration.ZERO,
                null));
    }

    private static String offer(String direction) {
        String section = """
                c=IN IP4 0.0.0.0
                a=ice-ufrag:abcd
                a=ice-pwd:0123456789abcdef012345
                a=fingerprint:sha-256 %s
                a=setup:actpass
                a=%s
                a=rtcp-mux
                """.formatted("AB:".repeat(31) + "AB", direction);
        return "v=0\no=- 1 1 IN IP4 127.0.0.1\ns=-\nt=0 0\na=group:BUNDLE 0 1\n"
                + "m=audio 9 UDP/TLS/RTP/SAVPF 111\n" + section + "a=mid:0\na=rtpmap:111 opus/48000/2\n"
                + "m=video 9 UDP/TLS/RTP/SAVPF 96\n" + section + "a=mid:1\na=rtpmap:96 H264/90000\n"
                + "a=fmtp:96 packetization-mode=1;profile-level-id=42e01f\n";
    }

    String publisher(String room) {
        return token(new Grant(RoomRole.PUBLISHER, Name.of(room), null));
    }

    String subscriber(String room) {
        return token(new Grant(RoomRole.SUBSCRIBER, Name.of(room), null));
    }

    String token(Grant grant) {
        return grant.token(project, Instant.now(), Duration.ofHours(1));
    }

    String expired(Grant grant) {
        return grant.token(project, Instant.now().minus(Duration.ofHours(2)), Duration.ofHours(1));
    }

    /** A request with a token, a body and a type; further headers as names and values. Empty texts leave them out. */
    HttpResponse<String> ask(String method, String path, String token, String type, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path))
                .timeout(Duration.ofSeconds(30))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), TEXT);
    }

    HttpResponse<String> offer(String path, String token, String offer) throws IOException, InterruptedException {
        return ask("POST", path, token, Exchange.SDP, offer);
    }

    HttpResponse<String> patch(String path, String token, String ifMatch, String ufrag)
            throws IOException, InterruptedException {
        String fragment = "a=ice-ufrag:" + ufrag + "\r\na=ice-pwd:0123456789abcdef012345\r\n"
                + "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\n"
                + "a=candidate:1 1 udp 2130706431 192.0.2.1 5000 typ host\r\na=end-of-candidates\r\n";
        return ask("PATCH", path, token, Exchange.FRAGMENT, fragment, "If-Match", ifMatch);
    }

    HttpResponse<String> delete(String path, String token) throws IOException, InterruptedException {
        return ask("DELETE", path, token, "", "");
    }

    @Override
    public void close() {
        http.shutdownNow();
        server.close();
    }
}
