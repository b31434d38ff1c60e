package videochat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.roomjar.liveview.LiveRoutes;
import dev.roomjar.liveview.vertx.LiveServer;
import dev.roomjar.media.net.MediaConfig;
import dev.roomjar.media.net.MediaServers;
import dev.roomjar.opentok.OpenTok;
import dev.roomjar.opentok.Project;
import dev.roomjar.opentok.signalling.OpenTokRoutes;
import dev.roomjar.opentok.signalling.SignallingOptions;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.StaticHandler;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.UUID;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** The whole program: pages, the video platform and its media server. */
public final class VideoChat {
    static LiveRoutes routes(RoomMaster master) {
        return LiveRoutes.site(SecureRandom.getSeed(32))
                .live(LobbyLive.class, () -> new LobbyLive(master))
                .live(RoomLive.class, () -> new RoomLive(master))
                .form("/name", form -> {
                    form.store("name", form.params().get("name").strip());
                    form.store("browser", UUID.randomUUID().toString());
                    return "/";
                })
                .form("/rooms", form -> path(form.params().get("room")))
                .rootLayout(RootHtml::render)
                .build();
    }

    static String path(String room) {
        return "/rooms/" + URLEncoder.encode(room.strip(), UTF_8).replace("+", "%20");
    }

    static HttpServer start(Path data, int port) throws IOException {
        var openTok = OpenTok.create(
                Project.loadOrCreate(Files.createDirectories(data)), MediaServers.start(MediaConfig.defaults()));
        Vertx vertx = Vertx.vertx();
        Router router = Router.router(vertx);
        router.route("/assets/*").handler(StaticHandler.create("assets"));
        OpenTokRoutes.mount(router, openTok, SignallingOptions.defaults());
        var actors = ActorSystem.create(Behaviors.empty(), "video-chat");
        LiveServer.mount(vertx, router, routes(new RoomMaster(openTok)), actors);
        var server = vertx.createHttpServer(OpenTokRoutes.prepare(LiveServer.httpOptions()));
        var listening = server.requestHandler(router).listen(port);
        return listening.toCompletionStage().toCompletableFuture().join();
    }

    public static void main(String[] arguments) throws IOException {
        System.out.println(
                "http://localhost:" + start(Path.of("video-chat-data"), 4010).actualPort());
    }
}
