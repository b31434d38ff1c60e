package dev.roomjar.media.sdp;

import dev.roomjar.media.MediaException;
import dev.roomjar.media.rtp.ExtensionIds;
import dev.roomjar.media.rtp.HeaderExtension;
import dev.roomjar.media.sdp.ReceiverSection.State;
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

/**
 * The offering side of a receiver's peer connection: one bundle, one send-only section per track. Sections of ended tracks go
 * inactive and are taken again for the next track of the same kind, so that there are never more than were needed at once.
 * One object per peer connection; not thread safe.
 */
public final class ReceiverNegotiation {
    /** Ids in every receiver's bundle; the same extension has the same id in all sections (RFC 9143 §15.2). */
    static final Map<HeaderExtension, Integer> EXTENSION_IDS = Map.of(
            HeaderExtension.MID, 1,
            HeaderExtension.AUDIO_LEVEL, 2,
            HeaderExtension.VIDEO_ORIENTATION, 3,
            HeaderExtension.DEPENDENCY_DESCRIPTOR, 4,
            HeaderExtension.TRANSPORT_CC, 5,
            HeaderExtension.ABS_SEND_TIME, 6);

    /** What this server writes by itself, whatever the publisher sends. */
    private static final Set<HeaderExtension> OWN_EXTENSIONS =
            Set.of(HeaderExtension.MID, HeaderExtension.TRANSPORT_CC, HeaderExtension.ABS_SEND_TIME);

    private final RandomGenerator random;
    private final long sessionId;
    private final PayloadTypes payloadTypes = new PayloadTypes();
    private final List<ReceiverSection> sections = new ArrayList<>();
    private final Set<Integer> ssrcs = new HashSet<>();
    private int nextMid;
    private int revision;
    private boolean needsOffer;
    private boolean awaitsAnswer;

    /** The sections as they stood in the outstanding offer. */
    private List<Offered> offered = List.of();

    private record Offered(ReceiverSection section, State state) {}

    /** @param random for SSRCs, message stream names and the session id */
    public ReceiverNegotiation(RandomGenerator random) {
        this.random = random;
        this.sessionId = random.nextLong(1L << 62);
    }

    /**
     * Adds a track; the next offer carries it.
     *
     * @param source what its publisher agreed to send
     * @param cname the same for all tracks of one publisher, so that they are played in time with each other (RFC 3550 §6.5.1)
     * @param stream the name of the MediaStream that the track belongs to (RFC 8830)
     * @throws MediaException where the bundle has no payload type left for any of its codecs
     */
    public OutgoingMedia add(NegotiatedMedia source, String cname, String stream) {
        List<Codec> codecs = payloadTypes.assign(source.codecs());
        if (codecs.isEmpty()) {
            throw new MediaException("The receiver's bundle has no payload type left for the track's codecs;"
                    + " open another receiver.");
        }
        String messageStream = stream + " " + new UUID(random.nextLong(), random.nextLong());
        int place = placeFor(source);
        String mid = place < sections.size() && sections.get(place).state == State.FREE
                ? sections.get(place).mid
                : Integer.toString(nextMid++);
        ReceiverSection section = new ReceiverSection(
                source.kind(), mid, codecs, extensions(source), newSsrc(), newSsrc(), cname, messageStream);
        if (place < sections.size()) {
            sections.set(place, section);
        } else {
            sections.add(section);
        }
        needsOffer = true;
        return section.outgoing();
    }

    /** Where the track goes: a section that ended or was refused, or the end of the list. */
    private int placeFor(NegotiatedMedia source) {
        for (int i = 0; i < sections.size(); i++) {
            ReceiverSection section = sections.get(i);
            if (section.kind == source.kind() && (section.state == State.FREE || section.state == State.REFUSED)) {
                return i;
            }
        }
        return sections.size();
    }

    private static Map<HeaderExtension, Integer> extensions(NegotiatedMedia source) {
        Map<HeaderExtension, Integer> extensions = new EnumMap<>(HeaderExtension.class);
        EXTENSION_IDS.forEach((extension, id) -> {
            if (OWN_EXTENSIONS.contains(extension) || source.extensions().has(extension)) {
                extensions.put(extension, id);
            }
        });
        return extensions;
    }

    private int newSsrc() {
        int ssrc = random.nextInt();
        while (ssrc == 0 || !ssrcs.add(ssrc)) {
            ssrc = random.nextInt();
        }
        return ssrc;
    }

    /** Ends the track of a section; the next offer shows it inactive. An unknown mid is ignored. */
    public void remove(String mid) {
        for (ReceiverSection section : sections) {
            if (section.mid.equals(mid) && section.state == State.LIVE) {
                section.state = State.ENDED;
                ssrcs.remove(section.ssrc);
                ssrcs.remove(section.rtxSsrc);
                needsOffer = true;
            }
        }
    }

    /** Whether tracks were added or removed since the last offer. */
    public boolean needsOffer() {
        return needsOffer;
    }

    /** Whether an offer is out that has no answer yet; no other may be made meanwhile. */
    public boolean awaitsAnswer() {
        return awaitsAnswer;
    }

    /**
     * Makes the next offer.
     *
     * @throws IllegalStateException while another awaits its answer, or before the first track
     */
    public ReceiverOffer offer(LocalTransport local) {
        if (awaitsAnswer) {
            throw new IllegalStateException("offer " + revision + " awaits its answer");
        }
        if (sections.isEmpty()) {
            throw new IllegalStateException("there is nothing to offer");
        }
        List<MediaDescription> media = new ArrayList<>();
        List<String> bundled = new ArrayList<>();
        for (ReceiverSection section : sections) {
            media.add(section.describe(local, bundled.isEmpty()));
            if (section.state != State.REFUSED) {
                bundled.add(section.mid);
            }
        }
        revision++;
        needsOffer = false;
        awaitsAnswer = true;
        offered = sections.stream()
                .map(section -> new Offered(section, section.state))
                .toList();
        Attributes.Builder session = Attributes.builder();
        if (!bundled.isEmpty()) {
            session.add("group", "BUNDLE " + String.join(" ", bundled));
        }
        session.add("ice-lite").add("extmap-allow-mixed").add("msid-semantic", "WMS *");
        String origin = "- " + sessionId + " " + revision + " IN IP4 127.0.0.1";
        return new ReceiverOffer(revision, new SessionDescription(origin, session.build(), media).toString());
    }

    /**
     * Takes the answer to the outstanding offer.
     *
     * @return empty where {@code revision} is not that of the outstanding offer
     * @throws MediaException where the answer cannot be used; the offer then still awaits its answer
     */
    public Optional<ReceiverAnswer> answer(int revision, String sdp) {
        if (!awaitsAnswer || revision != this.revision) {
            return Optional.empty();
        }
        SessionDescription session = SessionDescription.parse(sdp);
        checkMatches(session);
        ReceiverAnswer answer = read(session);
        awaitsAnswer = false;
        for (int i = 0; i < offered.size(); i++) {
            settle(offered.get(i), session.media().get(i).isRefused());
        }
        return Optional.of(answer);
    }

    private void checkMatches(SessionDescription answer) {
        if (answer.media().size() != offered.size()) {
            throw new MediaException("The answer has " + answer.media().size() + " media sections where the offer has "
                    + offered.size() + "; answer the offer with revision " + revision + ".");
        }
        for (int i = 0; i < offered.size(); i++) {
            ReceiverSection section = offered.get(i).section;
            MediaDescription answered = answer.media().get(i);
            boolean otherMid = !answered.isRefused() && !answered.mid().equals(section.mid);
            if (otherMid || !answered.media().equals(section.kind.sdpName())) {
                throw new MediaException("Media section " + i + " of the answer is " + answered.media() + " with mid \""
                        + answered.mid() + "\" where the offer has " + section.kind.sdpName() + " with mid \""
                        + section.mid + "\".");
            }
        }
    }

    private ReceiverAnswer read(SessionDescription session) {
        Optional<RemoteTransport> transport = Optional.empty();
        Map<String, NegotiatedMedia> accepted = new HashMap<>();
        for (int i = 0; i < offered.size(); i++) {
            MediaDescription answered = session.media().get(i);
            if (offered.get(i).state == State.REFUSED || answered.isRefused()) {
                continue;
            }
            if (transport.isEmpty()) {
                transport = Optional.of(readTransport(session, answered));
            }
            List<Codec> codecs = agreed(offered.get(i).section, answered);
            if (offered.get(i).state == State.LIVE && !codecs.isEmpty()) {
                accepted.put(answered.mid(), negotiated(offered.get(i).section, session, answered, codecs));
            }
        }
        return new ReceiverAnswer(transport, accepted);
    }

    private static RemoteTransport readTransport(SessionDescription session, MediaDescription section) {
        String setup = TransportLines.attribute(session, section, "setup").orElse("");
        if (!setup.equals("active")) {
            throw new MediaException(
                    "The answer has a=setup:" + setup + " where this server, always passive, needs active.");
        }
        if (!section.attributes().has("rtcp-mux")) {
            throw new MediaException("The answer has no a=rtcp-mux; RTP and RTCP must share one port (RFC 8834 §4.5).");
        }
        return TransportLines.read("answer", session, section);
    }

    /** The answer's codecs that were offered, with the answer's payload types. */
    private static List<Codec> agreed(ReceiverSection section, MediaDescription answered) {
        List<Codec> agreed = new ArrayList<>();
        for (Codec codec : CodecLines.read(answered, section.kind)) {
            boolean samePayloadType = section.codecs.stream()
                    .anyMatch(known ->
                            known.payloadType() == codec.payloadType() && known.encoding() == codec.encoding());
            String configuration = PayloadTypes.configuration(codec);
            if (samePayloadType
                    || section.codecs.stream()
                            .anyMatch(known -> PayloadTypes.configuration(known).equals(configuration))) {
                agreed.add(codec);
            }
        }
        return agreed;
    }

    private static NegotiatedMedia negotiated(
            ReceiverSection section, SessionDescription session, MediaDescription answered, List<Codec> codecs) {
        ExtensionIds answeredIds = ExtensionLines.read(session, answered, Direction.RECVONLY);
        Map<HeaderExtension, Integer> ids = new EnumMap<>(HeaderExtension.class);
        section.extensions.forEach((extension, id) -> {
            if (answeredIds.id(extension) == id) {
                ids.put(extension, id);
            }
        });
        return new NegotiatedMedia(
                section.kind,
                section.mid,
                codecs,
                new ExtensionIds(ids, answeredIds.mixed()),
                List.of(),
                Map.of(),
                List.of(),
                answered.direction().receives());
    }

    private static void settle(Offered offered, boolean refused) {
        ReceiverSection section = offered.section;
        if (refused) {
            section.state = State.REFUSED;
        } else if (section.state == State.ENDED && offered.state == State.ENDED) {
            section.state = State.FREE;
        }
    }
}
