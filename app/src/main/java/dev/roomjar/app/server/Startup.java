package dev.roomjar.app.server;

import dev.roomjar.app.dashboard.Dashboard;
import dev.roomjar.app.dashboard.Monitor;
import dev.roomjar.app.dashboard.Operators;
import dev.roomjar.app.rooms.Invitations;
import dev.roomjar.app.rooms.RoomMaster;
import dev.roomjar.app.signon.SignOn;
import dev.roomjar.app.signon.SignedLinks;
import dev.roomjar.app.whip.WhipRoutes;
import dev.roomjar.liveview.render.DevTemplates;
import dev.roomjar.liveview.vertx.LiveServer;
import dev.roomjar.media.MediaException;
import dev.roomjar.media.MediaServer;
import dev.roomjar.media.net.MediaConfig;
import dev.roomjar.media.net.MediaServers;
import dev.roomjar.opentok.OpenTok;
import dev.roomjar.opentok.signalling.IceServers;
import dev.roomjar.opentok.signalling.OpenTokRoutes;
import dev.roomjar.opentok.signalling.SignallingOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.BindException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.jspecify.annotations.Nullable;

/** Starts the parts of a {@link Roomjar}, those that do not need each other at the same time, and puts them together. */
final class Startup {

    private final Settings settings;
    private final Shutdown shutdown;
    private final DataFolder data;

    Startup(Settings settings, Shutdown shutdown) {
        this.settings = settings;
        this.shutdown = shutdown;
        this.data = DataFolder.open(settings.data());
    }

    Roomjar run() {
        var actorsStarting = async(this::actors);
        var mediaStarting = async(this::media);
        var certificateMaking = async(this::certificate);
        var assetsLoading = async(BundledFiles::load);
        Vertx vertx = vertx();
        try {
            MediaServer media = mediaStarting.join();
            OpenTok openTok = openTok(media);
            ActorSystem<Void> actors = actorsStarting.join();
            RoomMaster rooms = RoomMaster.start(
                    actors, new OpenTokVideo(openTok), settings.limits(), settings.rooms(), AuditLog::write);
            BundledFiles assets = assetsLoading.join();

            Router router = Router.router(vertx);
            FailurePages failures = new FailurePages(assets);
            router.route().handler(new SecurityHeaders(settings.embedding())).failureHandler(failures);
            router.errorHandler(404, failures);
            Drain drain = new Drain(media, rooms);
            router.get("/health").handler(context -> health(context, drain));
            assets.mount(router);
            EmbeddedTurn turn = embeddedTurn(media, vertx, certificateMaking);
            IceServers iceServers = iceServers(turn);
            OpenTokRoutes.mount(router, openTok, SignallingOptions.defaults().useIceServers(iceServers));
            WhipRoutes.mount(router, openTok, rooms, actors, iceServers, InstantSource.system());
            DashboardPassword password = new DashboardPassword(data);
            Optional<String> firstPassword = password.makeFirst();
            Gauges gauges = new Gauges(media, openTok);
            Dashboard dashboard = dashboard(rooms, password, gauges);
            // Which port it is may be known only once it listens.
            AtomicInteger httpsPort = new AtomicInteger(settings.httpsPort());
            LiveServer live = LiveServer.mount(
                    vertx,
                    router,
                    Site.routes(
                            data.sessionSecret(),
                            rooms,
                            links(openTok),
                            settings.embedding(),
                            httpsPort::get,
                            assets,
                            dashboard),
                    actors);
            gauges.pages(live);
            router.get("/metrics").handler(new Metrics(data, gauges, rooms));

            HttpServer http = listen(vertx, router, null, settings.port(), "--port");
            HttpServer https = listen(vertx, router, certificateMaking.join(), settings.httpsPort(), "--https-port");
            httpsPort.set(https.actualPort());
            shutdown.add("the live pages", () -> live.close().toCompletionStage());
            if (settings.templates() != null) {
                watchTemplates(settings.templates());
            }
            return new Roomjar(
                    http, https, media, turn == null ? null : turn.listener(), drain, firstPassword, shutdown);
        } catch (CompletionException failed) {
            // The other parts must be there before they can be stopped.
            CompletableFuture.allOf(actorsStarting, mediaStarting)
                    .exceptionally(known -> null)
                    .join();
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    private SignedLinks links(OpenTok openTok) {
        InstantSource clock = InstantSource.system();
        return new SignedLinks(
                new Invitations(openTok.project(), clock),
                new SignOn(settings.signOn(), data.sessionSecret()),
                openTok.project(),
                clock);
    }

    /** For monitors and load balancers: these send nobody to a server that is about to stop. */
    private static void health(RoutingContext context, Drain drain) {
        if (drain.hasBegun()) {
            context.response().setStatusCode(503);
        }
        context.json(Map.of("status", drain.hasBegun() ? "draining" : "ok"));
    }

    private Dashboard dashboard(RoomMaster rooms, DashboardPassword password, Gauges gauges) {
        Monitor monitor = new Monitor(rooms, gauges, InstantSource.system());
        shutdown.add("the dashboard", () -> CompletableFuture.runAsync(monitor::close));
        return new Dashboard(rooms, new Operators(password::current, InstantSource.system()), monitor, gauges);
    }

    private ActorSystem<Void> actors() {
        ActorSystem<Void> actors = ActorNode.start();
        shutdown.add("the actors", () -> {
            actors.terminate();
            CompletableFuture<Done> terminated = new CompletableFuture<>();
            actors.getWhenTerminated().whenComplete((done, failure) -> terminated.complete(Done.getInstance()));
            return terminated;
        });
        return actors;
    }

    private MediaServer media() {
        MediaConfig config = MediaConfig.defaults()
                .bindAddress(settings.host())
                .port(settings.mediaPort())
                .loops(settings.mediaLoops())
                .singlePort(settings.mediaLoops() > 1)
                .reach(settings.reach())
                .bandwidth(settings.bandwidth())
                .audibleAtOnce(settings.voices());
        try {
            MediaServer media = MediaServers.start(config);
            shutdown.add("media", () -> CompletableFuture.runAsync(media::close));
            return media;
        } catch (MediaException failed) {
            throw new UserError(
                    "Cannot receive media on port " + settings.mediaPort()
                            + ": choose another with --media-port, or stop what uses it (" + failed.getMessage() + ").",
                    failed);
        }
    }

    private @Nullable EmbeddedTurn embeddedTurn(
            MediaServer media, Vertx vertx, CompletableFuture<PemKeyCertOptions> certificate) {
        if (!(settings.turn() instanceof Turn.Embedded embedded)) {
            return null;
        }
        EmbeddedTurn turn = EmbeddedTurn.start(embedded, settings, media, vertx, certificate.join());
        shutdown.add("TURN", () -> CompletableFuture.runAsync(turn.listener()::close));
        return turn;
    }

    private IceServers iceServers(@Nullable EmbeddedTurn embedded) {
        if (settings.turn() instanceof Turn.External external) {
            return RelayServers.external(external, InstantSource.system());
        }
        return embedded == null ? RelayServers.none() : embedded.servers();
    }

    private OpenTok openTok(MediaServer media) {
        OpenTok openTok = OpenTok.create(data.project(), media);
        shutdown.add("OpenTok", () -> CompletableFuture.runAsync(openTok::close));
        return openTok;
    }

    private void watchTemplates(Path sources) {
        DevTemplates.Watch watch = DevTemplates.watch(sources);
        shutdown.add("the watch for templates", () -> CompletableFuture.runAsync(watch::close));
    }

    private PemKeyCertOptions certificate() {
        return new TlsCertificate(data).loadOrMake(LocalAddresses.all(), Instant.now());
    }

    private Vertx vertx() {
        FileSystemOptions noFiles =
                new FileSystemOptions().setClassPathResolvingEnabled(false).setFileCachingEnabled(false);
        Vertx vertx = Vertx.vertx(new VertxOptions().setFileSystemOptions(noFiles));
        shutdown.add("Vert.x", () -> vertx.close().toCompletionStage());
        return vertx;
    }

    private HttpServer listen(
            Vertx vertx, Router router, @Nullable PemKeyCertOptions certificate, int port, String option) {
        HttpServerOptions options = OpenTokRoutes.prepare(LiveServer.httpOptions())
                .setHost(settings.host().getHostAddress())
                .setPort(port);
        if (certificate != null) {
            options.setSsl(true).setKeyCertOptions(certificate);
        }
        try {
            return vertx.createHttpServer(options)
                    .requestHandler(router)
                    .listen()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException failed) {
            String why =
                    failed.getCause() instanceof BindException ? "it is in use or not allowed" : failed.getMessage();
            throw new UserError(
                    "Cannot listen on port " + port + ", " + why + ": choose another with " + option
                            + ", or stop what uses it.",
                    failed);
        }
    }

    private static <T> CompletableFuture<T> async(Supplier<T> part) {
        return CompletableFuture.supplyAsync(part, task -> Thread.ofVirtual().start(task));
    }
}
