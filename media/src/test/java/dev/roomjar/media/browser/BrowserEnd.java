package dev.roomjar.media.browser;

import com.microsoft.playwright.Page;
import dev.roomjar.media.MediaSession;
import dev.roomjar.media.PeerState;
import dev.roomjar.media.Publication;
import dev.roomjar.media.Receiver;
import dev.roomjar.media.ReceiverListener;
import dev.roomjar.media.Subscription;
import dev.roomjar.media.Wishes;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One page's end of a call: carries session descriptions between it and the media server. */
final class BrowserEnd {
    private static final long PATIENCE_SECONDS = 20;

    /** Figures of one media section as the browser counts them. */
    record Figures(long packets, long frames, double energy, String codec, String state, int width, int freezes) {}

    private final Page page;
    private final BlockingQueue<ReceiverListener.Offer> offers = new LinkedBlockingQueue<>();
    private final Map<String, Subscription> subscriptions = new HashMap<>();
    private @Nullable Receiver receiver;
    volatile PeerState publisherState = PeerState.CONNECTING;
    volatile PeerState receiverState = PeerState.CONNECTING;

    BrowserEnd(Page page) {
        this.page = page;
    }

    /** Sets the configuration of peer connections that the page opens from here on. */
    void configure(Map<String, ?> configuration) {
        page.evaluate("config => configure(config)", configuration);
    }

    /** How the selected candidate of this side is reached, such as "relay tcp"; empty while there is none. */
    String route(String peer) {
        return (String) page.evaluate("peer => route(peer)", peer);
    }

    Publication publish(MediaSession session, String mimeType) throws Exception {
        String offer = (String) page.evaluate("mimeType => publish(mimeType)", mimeType);
        Publication publication = get(session.publish(offer, state -> publisherState = state));
        page.evaluate("sdp => answered(sdp)", publication.answer());
        return publication;
    }

    /** Publishes in simulcast, or in one scalable stream where a mode is given. */
    Publication publishLayers(MediaSession session, String mimeType, String scalabilityMode) throws Exception {
        String offer = (String)
                page.evaluate("([type, mode]) => publishLayers(type, mode)", new Object[] {mimeType, scalabilityMode});
        Publication publication = get(session.publish(offer, state -> publisherState = state));
        page.evaluate("sdp => answered(sdp)", publication.answer());
        return publication;
    }

    void restartPublisher(Publication publication) throws Exception {
        String offer = (String) page.evaluate("() => restartPublisher()");
        page.evaluate("sdp => answered(sdp)", get(publication.renegotiate(offer)));
    }

    /** Subscribes and carries the offer and its answer; tells where the subscription is. */
    ReceiverListener.Mids subscribe(MediaSession session, Publication publication) throws Exception {
        Receiver to = receiver;
        if (to == null) {
            to = get(session.receive(new ReceiverListener() {
                @Override
                public void offered(Offer offer) {
                    offers.add(offer);
                }

                @Override
                public void stateChanged(PeerState state) {
                    receiverState = state;
                }
            }));
            receiver = to;
        }
        Subscription subscription = get(to.subscribe(publication));
        subscriptions.put(subscription.id(), subscription);
        ReceiverListener.Offer offer = exchange(to);
        return offer.subscriptions().stream()
                .filter(mids -> mids.subscription().equals(subscription.id()))
                .findFirst()
                .orElseThrow();
    }

    private ReceiverListener.Offer exchange(Receiver to) throws Exception {
        ReceiverListener.Offer offer = offers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (offer == null) {
            throw new AssertionError("no offer came");
        }
        String answer = (String) page.evaluate("sdp => receive(sdp)", offer.sdp());
        get(to.answer(offer.revision(), answer));
        return offer;
    }

    /** Says how wide the video is shown. */
    void wish(ReceiverListener.Mids mids, int width) {
        Objects.requireNonNull(subscriptions.get(mids.subscription()))
                .wishes(new Wishes(width, width * 9 / 16, 0, Wishes.EVERYTHING.priority(), true));
    }

    /** What the browser says of a media section; zeros where it knows nothing of it yet. */
    Figures figures(String peer, String mid) {
        Object figures = page.evaluate("([peer, mid]) => stats(peer, mid)", new Object[] {peer, mid});
        if (!(figures instanceof Map<?, ?> map)) {
            return new Figures(0, 0, 0, "", "", 0, 0);
        }
        return new Figures(
                number(map.get("packets")).longValue(),
                number(map.get("frames")).longValue(),
                number(map.get("energy")).doubleValue(),
                String.valueOf(map.get("codec")),
                String.valueOf(map.get("state")),
                number(map.get("width")).intValue(),
                number(map.get("freezes")).intValue());
    }

    /** Frames that this end has sent, of its largest encoding. */
    long framesSent() {
        return page.evaluate("() => framesSent()") instanceof Number sent ? sent.longValue() : 0;
    }

    /** What the candidate pair in use speaks: {@code udp} or {@code tcp active}; empty before there is one. */
    String protocol(String peer) {
        return String.valueOf(page.evaluate("peer => protocol(peer)", peer));
    }

    private static Number number(@Nullable Object value) {
        return value instanceof Number number ? number : 0;
    }

    /** Lets the page run until something is so; tells whether it became so in time. */
    boolean await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            page.waitForTimeout(100);
        }
        return true;
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
