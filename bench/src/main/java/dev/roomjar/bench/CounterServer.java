package dev.roomjar.bench;

import dev.roomjar.liveview.Live;
import dev.roomjar.liveview.LiveRoutes;
import dev.roomjar.liveview.LiveView;
import dev.roomjar.liveview.On;
import dev.roomjar.liveview.render.Rendered;
import dev.roomjar.liveview.render.Template;
import dev.roomjar.liveview.vertx.LiveServer;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** A site of one live view, in a process of its own so that its CPU time is the server's alone. Prints "port" and its port. */
final class CounterServer {
    private CounterServer() {}

    public static void main(String[] arguments) throws Exception {
        Vertx vertx = Vertx.vertx();
        ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "bench");
        LiveRoutes routes = LiveRoutes.site(new byte[32])
                .live(CounterLive.class, CounterLive::new)
                .eventLimit(1_000_000, 1_000_000)
                .rootLayout(page -> new Rendered(
                        CounterLive.DOCUMENT,
                        new Object[] {page.csrfToken(), page.content().toString()}))
                .build();
        Router router = Router.router(vertx);
        LiveServer.mount(vertx, router, routes, system);
        HttpServer server = vertx.createHttpServer(
                        LiveServer.httpOptions().setHost("127.0.0.1").setPort(0))
                .requestHandler(router)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .get();
        System.out.println("port " + server.actualPort());
        System.in.read(); // ends with the benchmark that started it
        System.exit(0);
    }

    /** A number, a button and a paragraph that never changes. */
    @Live("/")
    static final class CounterLive extends LiveView {
        static final Template DOCUMENT = Template.of(
                "document",
                true,
                "<html><head><meta name=\"csrf-token\" content=\"",
                "\"></head><body>",
                "</body></html>");
        private static final Template PAGE = Template.of(
                "page", true, "<main><p>Count: ", "</p><button phx-click=\"increment\">One more</button></main>");

        private int count;

        @Override
        protected Rendered render() {
            return new Rendered(PAGE, new Object[] {Integer.toString(count)});
        }

        @On
        void increment() {
            count++;
        }
    }
}
