package dev.roomjar.media.sdp;

import dev.roomjar.media.MediaException;
import dev.roomjar.media.rtp.MediaKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The answering side of a peer connection that only receives, as a WHEP player's does: the sections, payload types and extension
 * ids are the player's, and every codec of a section that is forwarded here is accepted, so that a track of any of them can be
 * put there later. One object per peer connection; not thread safe.
 */
public final class PlayerNegotiation {
    private final RandomGenerator random;
    private final long sessionId;
    private final int wanted;
    private final Set<Integer> ssrcs = new HashSet<>();
    private final List<String> cnames = new ArrayList<>();
    private int version = 1;

    /** One for each section of the first offer, null where nothing is sent; empty before it. */
    private List<@Nullable PlayerSection> sections = List.of();

    /**
     * @param random for SSRCs, names of streams and the session id
     * @param wanted how many audio and how many video sections are used at most; at least 1
     */
    public PlayerNegotiation(RandomGenerator random, int wanted) {
        this.random = random;
        this.sessionId = random.nextLong(1L << 62);
        this.wanted = wanted;
    }

    /**
     * Answers an offer. A later one must have the sections of the first.
     *
     * @throws MediaException where the offer cannot be used; the message says what is missing. State is then as before.
     */
    public PlayerAnswer answer(String offer, LocalTransport local) {
        SessionDescription session = SessionDescription.parse(offer);
        List<@Nullable PlayerSection> places = sections.isEmpty() ? place(session) : matched(session);
        Answering answering = new Answering(session, local);
        for (int i = 0; i < places.size(); i++) {
            answering.take(session.media().get(i), places.get(i));
        }
        PlayerAnswer answer = answering.finish();
        sections = places;
        return answer;
    }

    /** How many places there are, numbered from 0; a place has audio, video or both. */
    public int places() {
        return sections.stream()
                .mapToInt(section -> section == null ? 0 : section.place() + 1)
                .max()
                .orElse(0);
    }

    /** The section of a place for one kind of media. */
    public Optional<OutgoingMedia> section(MediaKind kind, int place) {
        for (PlayerSection section : sections) {
            if (section != null
                    && section.place() == place
                    && section.outgoing().kind() == kind) {
                return Optional.of(section.outgoing());
            }
        }
        return Optional.empty();
    }

    /** What whoever is sent in a place is called in RTCP, whatever publication that is. */
    public String cname(int place) {
        return cnames.get(place);
    }

    private List<@Nullable PlayerSection> place(SessionDescription session) {
        Map<MediaKind, Integer> used = new EnumMap<>(MediaKind.class);
        List<@Nullable PlayerSection> placed = new ArrayList<>();
        for (MediaDescription offered : session.media()) {
            MediaKind kind = usableAs(offered).orElse(null);
            int place = kind == null ? wanted : used.getOrDefault(kind, 0);
            if (kind == null || place >= wanted || !offered.direction().receives()) {
                placed.add(null);
            } else {
                used.put(kind, place + 1);
                placed.add(section(kind, offered.mid(), place));
            }
        }
        if (used.isEmpty()) {
            throw new MediaException("The offer has no audio or video section that receives one of the codecs that are"
                    + " forwarded here: Opus, VP8, VP9, H264, AV1.");
        }
        return placed;
    }

    private PlayerSection section(MediaKind kind, String mid, int place) {
        while (cnames.size() <= place) {
            cnames.add(new UUID(random.nextLong(), random.nextLong()).toString());
        }
        String track = new UUID(random.nextLong(), random.nextLong()).toString();
        return new PlayerSection(
                new OutgoingMedia(kind, mid, newSsrc(), newSsrc()),
                place,
                cnames.get(place),
                cnames.get(place) + " " + track);
    }

    private int newSsrc() {
        int ssrc = random.nextInt();
        while (ssrc == 0 || !ssrcs.add(ssrc)) {
            ssrc = random.nextInt();
        }
        return ssrc;
    }

    private List<@Nullable PlayerSection> matched(SessionDescription session) {
        if (session.media().size() != sections.size()) {
            throw new MediaException("The offer has " + session.media().size() + " media sections where the first had "
                    + sections.size() + "; open another connection for other sections.");
        }
        for (int i = 0; i < sections.size(); i++) {
            PlayerSection section = sections.get(i);
            MediaDescription offered = session.media().get(i);
            if (section != null
                    && (!section.matches(offered) || usableAs(offered).isEmpty())) {
                throw new MediaException("Media section " + i + " of the offer is another than in the first offer;"
                        + " open another connection for other sections.");
            }
        }
        return sections;
    }

    private static Optional<MediaKind> usableAs(MediaDescription offered) {
        return offered.kind()
                .filter(kind ->
                        !offered.isRefused() && !CodecLines.read(offered, kind).isEmpty());
    }

    /** One answer on its way. */
    private final class Answering {
        private final SessionDescription session;
        private final LocalTransport local;
        private final List<MediaDescription> answered = new ArrayList<>();
        private final List<String> bundled = new ArrayList<>();
        private final Map<String, NegotiatedMedia> accepted = new HashMap<>();
        private @Nullable RemoteTransport transport;

        Answering(SessionDescription session, LocalTransport local) {
            this.session = session;
            this.local = local;
        }

        void take(MediaDescription offered, @Nullable PlayerSection section) {
            Optional<MediaKind> kind = usableAs(offered);
            if (kind.isEmpty()) {
                answered.add(OfferChecks.refusal(offered));
                return;
            }
            OfferChecks.checkUsable(session, offered);
            if (bundled.contains(offered.mid())) {
                throw new MediaException(
                        "The offer has a=mid:" + offered.mid() + " twice; each section needs its own.");
            }
            boolean first = transport == null;
            if (transport == null) {
                transport = TransportLines.read("offer", session, offered);
            }
            bundled.add(offered.mid());
            if (section == null) {
                answered.add(PlayerSection.inactive(session, offered, kind.get(), local, first));
            } else {
                NegotiatedMedia media = section.negotiate(session, offered);
                accepted.put(offered.mid(), media);
                answered.add(section.accept(session, offered, media, local, first));
            }
        }

        PlayerAnswer finish() {
            OfferChecks.checkBundle(session, bundled);
            String origin = "- " + sessionId + " " + version++ + " IN IP4 127.0.0.1";
            SessionDescription answer =
                    new SessionDescription(origin, OfferChecks.sessionAttributes(session, bundled), answered);
            return new PlayerAnswer(answer.toString(), new ReceiverAnswer(Optional.ofNullable(transport), accepted));
        }
    }
}
