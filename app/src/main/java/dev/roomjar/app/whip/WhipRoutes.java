package dev.roomjar.app.whip;

import dev.roomjar.app.rooms.Name;
import dev.roomjar.app.rooms.RoomMaster;
import dev.roomjar.opentok.OpenTok;
import dev.roomjar.opentok.signalling.IceServer;
import dev.roomjar.opentok.signalling.IceServers;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorSystem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP side of WHIP and WHEP: {@code POST /whip/{room}/{name}} publishes as that person, {@code POST /whep/{room}} watches;
 * both answer with the address of a resource that takes PATCH and DELETE. The manual is {@code docs/embed/whip-whep.md}.
 */
public final class WhipRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(WhipRoutes.class);
    private static final String POST = "OPTIONS, POST";
    private static final String PATCH_DELETE = "DELETE, OPTIONS, PATCH";
    private static final int MAX_BODY = 256 * 1024;

    /** Longer than whatever the room and the media server take, so that their reasons are heard. */
    private static final int PATIENCE_SECONDS = 20;

    private final OpenTok openTok;
    private final RoomMaster rooms;
    private final Resources resources;
    private final IceServers iceServers;
    private final InstantSource clock;
    private final FailureLimit failures = new FailureLimit();

    private WhipRoutes(
            OpenTok openTok, RoomMaster rooms, ActorSystem<?> actors, IceServers iceServers, InstantSource clock) {
        this.openTok = openTok;
        this.rooms = rooms;
        this.resources = new Resources(actors);
        this.iceServers = iceServers;
        this.clock = clock;
    }

    /**
     * Adds the routes; they read bodies themselves.
     *
     * @param actors where encoders and players live
     * @param iceServers what encoders and players are told to use beside the server's own addresses, asked for each of them
     */
    public static void mount(
            Router router,
            OpenTok openTok,
            RoomMaster rooms,
            ActorSystem<?> actors,
            IceServers iceServers,
            InstantSource clock) {
        WhipRoutes routes = new WhipRoutes(openTok, rooms, actors, iceServers, clock);
        routes.endpoint(router, "/whip/:room/:name", RoomRole.PUBLISHER);
        routes.endpoint(router, "/whep/:room", RoomRole.SUBSCRIBER);
    }

    private void endpoint(Router router, String path, RoomRole role) {
        router.route(path).handler(guarded(exchange -> endpoint(exchange, role)));
        router.route(path + "/:id").handler(guarded(exchange -> resource(exchange, role)));
    }

    /** Answers whatever goes wrong in words, not with a page. */
    private Handler<RoutingContext> guarded(Consumer<Exchange> handler) {
        return context -> {
            Exchange exchange = Exchange.of(context);
            try {
                exchange.allowAnyOrigin();
                handler.accept(exchange);
            } catch (RuntimeException failure) {
                refuse(exchange, failure);
            }
        };
    }

    private void withBody(Exchange exchange, Consumer<String> handler) {
        exchange.readBody(MAX_BODY, body -> {
            try {
                handler.accept(body);
            } catch (RuntimeException failure) {
                refuse(exchange, failure);
            }
        });
    }

    // The endpoint.

    private void endpoint(Exchange exchange, RoomRole role) {
        if (exchange.method().equals(HttpMethod.OPTIONS)) {
            exchange.answerOptions(POST, "Accept-Post", Exchange.SDP);
            return;
        }
        if (!exchange.method().equals(HttpMethod.POST)) {
            throw notAllowed(exchange, POST, "POST an offer here.");
        }
        Grant grant = authorise(exchange, role);
        exchange.requireType(Exchange.SDP);
        withBody(exchange, offer -> create(exchange, role, grant, offer));
    }

    /** @throws Refused where the token does not open this address */
    private Grant authorise(Exchange exchange, RoomRole role) {
        String token = exchange.token();
        Optional<Grant> grant = Grant.of(openTok.project(), role, token, clock.instant());
        if (grant.isEmpty()) {
            RoomRole other = role == RoomRole.PUBLISHER ? RoomRole.SUBSCRIBER : RoomRole.PUBLISHER;
            throw Grant.of(openTok.project(), other, token, clock.instant()).isPresent()
                    ? new Refused(403, "This is a " + other + "'s token; here a " + role + "'s is needed.")
                    : new Refused(401, "The token is not one of this server, or its time has run out.");
        }
        if (!grant.get().allows(exchange.name("room"))) {
            throw new Refused(403, "The token is for another room.");
        }
        if (role == RoomRole.PUBLISHER && !grant.get().allowsPerson(exchange.name("name"))) {
            throw new Refused(403, "The token is for another name.");
        }
        return grant.get();
    }

    private void create(Exchange exchange, RoomRole role, Grant grant, String offer) {
        CompletableFuture<Resource.Created> created = new CompletableFuture<>();
        Resources.Entry entry = switch (role) {
            case PUBLISHER -> encoder(exchange, offer, created);
            case SUBSCRIBER -> player(exchange, grant, offer, created);
        };
        var _ = created.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .whenComplete((answer, failure) -> exchange.later(
                        () -> created(exchange, entry, answer, failure), () -> end(entry, new CompletableFuture<>())));
    }

    private static void end(Resources.Entry entry, CompletableFuture<Void> ended) {
        entry.actor().tell(new ResourceCommand.Delete(ended));
    }

    private Resources.Entry encoder(Exchange exchange, String offer, CompletableFuture<Resource.Created> created) {
        String token = exchange.token();
        EncoderResource.Person person = new EncoderResource.Person(
                exchange.name("room"),
                exchange.name("name"),
                "encoder " + HexFormat.of().formatHex(Resources.hash(token)));
        return resources.start(
                key(exchange, RoomRole.PUBLISHER),
                token,
                ended -> EncoderResource.create(rooms, openTok, person, new Resource.Birth(offer, created, ended)));
    }

    private Resources.Entry player(
            Exchange exchange, Grant grant, String offer, CompletableFuture<Resource.Created> created) {
        List<Name> from = exchange.names("from");
        Name only = grant.person();
        List<Name> wanted = from.isEmpty() && only != null ? List.of(only) : from;
        if (!wanted.stream().allMatch(grant::allowsPerson)) {
            throw new Refused(403, "The token is for watching " + only + " alone.");
        }
        return resources.start(
                key(exchange, RoomRole.SUBSCRIBER),
                exchange.token(),
                ended -> PlayerResource.create(
                        rooms, openTok, exchange.name("room"), wanted, new Resource.Birth(offer, created, ended)));
    }

    /** Names the endpoint whatever way its names are spelled. */
    private static String key(Exchange exchange, RoomRole role) {
        return role == RoomRole.PUBLISHER
                ? "whip/" + exchange.name("room").pathSegment() + "/"
                        + exchange.name("name").pathSegment()
                : "whep/" + exchange.name("room").pathSegment();
    }

    private void created(
            Exchange exchange, Resources.Entry entry, Resource.@Nullable Created created, @Nullable Throwable failure) {
        if (created == null) {
            end(entry, new CompletableFuture<>());
            refuse(exchange, failure);
            return;
        }
        String client = HexFormat.of().formatHex(Resources.hash(entry.id()), 0, 8);
        for (IceServer server : iceServers.forClient(client, exchange.host())) {
            server.urls().forEach(url -> exchange.response().headers().add("Link", link(server, url)));
        }
        String path = exchange.path().replaceFirst("/+$", "");
        exchange.response()
                .setStatusCode(201)
                .putHeader(HttpHeaders.LOCATION, path + "/" + entry.id())
                .putHeader(HttpHeaders.ETAG, created.tag())
                .putHeader("Accept-Patch", Exchange.FRAGMENT)
                .putHeader(HttpHeaders.CONTENT_TYPE, Exchange.SDP)
                .end(created.answer());
    }

    /** RFC 9725 §4.6. */
    static String link(IceServer server, String url) {
        String link = "<" + url + ">; rel=\"ice-server\"";
        return server.username().isEmpty()
                ? link
                : link + "; username=\"" + server.username() + "\"; credential=\"" + server.credential()
                        + "\"; credential-type=\"password\"";
    }

    // The resource.

    private void resource(Exchange exchange, RoomRole role) {
        if (exchange.method().equals(HttpMethod.OPTIONS)) {
            exchange.answerOptions(PATCH_DELETE, "Accept-Patch", Exchange.FRAGMENT);
            return;
        }
        boolean patches = exchange.method().equals(HttpMethod.PATCH);
        if (!patches && !exchange.method().equals(HttpMethod.DELETE)) {
            throw notAllowed(exchange, PATCH_DELETE, "PATCH or DELETE the session here.");
        }
        String token = exchange.token();
        Resources.Entry entry = resources
                .find(key(exchange, role), exchange.parameter("id"))
                .orElseThrow(() -> new Refused(404, "There is no such session: it has ended, or never was."));
        if (!entry.isOwnedBy(token)) {
            throw new Refused(403, "The session was made with another token.");
        }
        if (patches) {
            patch(exchange, entry);
        } else {
            CompletableFuture<Void> deleted = new CompletableFuture<>();
            end(entry, deleted);
            answer(
                    exchange,
                    deleted,
                    done -> exchange.response().setStatusCode(200).end());
        }
    }

    private void patch(Exchange exchange, Resources.Entry entry) {
        exchange.requireType(Exchange.FRAGMENT);
        String ifMatch = exchange.header(HttpHeaders.IF_MATCH)
                .orElseThrow(() -> new Refused(
                        428, "Send If-Match: the ETag for candidates, * for a restart of ICE (RFC 9725 §4.3)."));
        withBody(exchange, body -> {
            CompletableFuture<ResourceCommand.Patched> patched = new CompletableFuture<>();
            entry.actor().tell(new ResourceCommand.Patch(ifMatch, IceFragment.parse(body), patched));
            answer(exchange, patched, result -> patched(exchange, result));
        });
    }

    private static void patched(Exchange exchange, ResourceCommand.Patched result) {
        exchange.response().putHeader(HttpHeaders.ETAG, result.tag());
        if (result.fragment().isEmpty()) {
            exchange.response().setStatusCode(204).end();
        } else {
            exchange.response()
                    .setStatusCode(200)
                    .putHeader(HttpHeaders.CONTENT_TYPE, Exchange.FRAGMENT)
                    .end(result.fragment());
        }
    }

    private <T> void answer(Exchange exchange, CompletableFuture<T> outcome, Consumer<T> say) {
        // An actor that has just ended answers no more.
        var _ = outcome.orTimeout(5, TimeUnit.SECONDS)
                .whenComplete((result, failure) -> exchange.later(
                        () -> {
                            if (failure == null) {
                                say.accept(result);
                            } else if (failure instanceof TimeoutException) {
                                refuse(exchange, new Refused(404, "The session has ended."));
                            } else {
                                refuse(exchange, failure);
                            }
                        },
                        () -> {}));
    }

    // What goes wrong.

    private static Refused notAllowed(Exchange exchange, String methods, String advice) {
        exchange.response().putHeader(HttpHeaders.ALLOW, methods);
        return new Refused(405, advice);
    }

    private void refuse(Exchange exchange, @Nullable Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        switch (cause) {
            case Refused refused -> exchange.refuse(limited(exchange, refused));
            case TimeoutException _ -> exchange.refuse(Refused.forNow(503, "The server does not answer in time.", 5));
            case null, default -> {
                LOG.error("A request failed by a fault of this server", cause);
                exchange.refuse(new Refused(500, "Something went wrong on our side; the server's log says what."));
            }
        }
    }

    private Refused limited(Exchange exchange, Refused refused) {
        int status = refused.status();
        boolean guessed = status == 401 || status == 403 || (status == 404 && refused.retrySeconds() == 0);
        return guessed && failures.isTooMany(exchange.address(), clock.millis())
                ? Refused.forNow(429, "Too many requests with wrong tokens or addresses come from there.", 10)
                : refused;
    }
}
