package dev.roomjar.media.forward;

import dev.roomjar.media.congestion.BandwidthEstimator;
import dev.roomjar.media.congestion.BandwidthLimits;
import dev.roomjar.media.rtcp.RtcpHandler;
import dev.roomjar.media.rtcp.RtcpParser;
import dev.roomjar.media.rtcp.RtcpWriter;
import dev.roomjar.media.rtp.HeaderExtension;
import dev.roomjar.media.sdp.Feedback;
import dev.roomjar.media.sdp.NegotiatedMedia;
import dev.roomjar.media.sdp.OutgoingMedia;
import dev.roomjar.media.sdp.ReceiverAnswer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is forwarded to one receiver: its tracks, what it reports of them and what it asks for. See the package for
 * how it is driven. Not thread safe.
 */
public final class ForwardedMedia {
    /** Probes faster than this, in bits per second, are made of packets of usual size; slower ones would be over too soon. */
    private static final long LARGE_PADDING = 1_500_000;

    private final List<ForwardedTrack> tracks = new ArrayList<>();
    private final RtcpParser parser = new RtcpParser();
    private final Input input = new Input();
    private final RtcpWriter writer = new RtcpWriter();
    private final BandwidthEstimator bandwidth;
    private final OutgoingPackets outgoing;
    private long feedbacks;
    private final RetransmissionBudget retransmissions = new RetransmissionBudget();

    public ForwardedMedia() {
        this(BandwidthLimits.DEFAULT);
    }

    /** @param limits of what is sent per second */
    public ForwardedMedia(BandwidthLimits limits) {
        bandwidth = new BandwidthEstimator(limits);
        outgoing = new OutgoingPackets(bandwidth);
    }

    /** How much can be sent to this receiver, and how much it should be. */
    public BandwidthEstimator bandwidth() {
        return bandwidth;
    }

    /** The round-trip time in nanoseconds, {@link BandwidthEstimator#UNKNOWN} before the first report that tells. */
    public long roundTripNanos() {
        long latest = bandwidth.roundTripNanos();
        for (int i = 0; i < tracks.size(); i++) {
            latest = Math.max(latest, tracks.get(i).reports().roundTripNanos());
        }
        return latest;
    }

    /**
     * Adds a track; it is silent until an answer accepts its section.
     *
     * @param section from {@link dev.roomjar.media.sdp.ReceiverNegotiation#add}
     * @param cname as given there
     */
    public ForwardedTrack add(PublishedTrack source, OutgoingMedia section, String cname) {
        ForwardedTrack track = new ForwardedTrack(source, section, cname, retransmissions, outgoing);
        tracks.add(track);
        source.receives(1);
        return track;
    }

    /** Adds a track that goes on, with the same SSRC, in the section of one that was removed; else as {@link #add}. */
    public ForwardedTrack add(PublishedTrack source, String cname, ForwardedTrack before) {
        ForwardedTrack track = new ForwardedTrack(source, cname, before);
        tracks.add(track);
        source.receives(1);
        return track;
    }

    /** Ends a track. */
    public void remove(ForwardedTrack track) {
        if (tracks.remove(track)) {
            track.source().receives(-1);
        }
    }

    /**
     * Takes what the receiver's answer agreed to: payload types, extensions, refused sections. Tracks added since the offer that
     * it answers stay silent.
     */
    public void negotiated(ReceiverAnswer answer, long nowNanos) {
        for (ForwardedTrack track : tracks) {
            track.negotiated(answer.accepted().get(track.section().mid()), nowNanos);
        }
        bandwidth.negotiated(answer.accepted().values().stream().anyMatch(ForwardedMedia::tellsArrivals));
    }

    /** Whether transport-wide feedback comes on the packets of a section; the numbers and the feedback are agreed to apart. */
    private static boolean tellsArrivals(NegotiatedMedia media) {
        return media.extensions().has(HeaderExtension.TRANSPORT_CC)
                && media.codecs().stream().anyMatch(codec -> codec.feedback().contains(Feedback.TRANSPORT_CC));
    }

    /** Takes one decrypted RTCP packet, compound or of reduced size: reports, negative acknowledgements, keyframe requests. */
    public void receiveRtcp(byte[] packet, int offset, int length, long nowNanos) {
        input.nowNanos = nowNanos;
        parser.read(packet, offset, length, input);
    }

    /** What a receiver tells. Its names and goodbyes concern nobody here. */
    private final class Input implements RtcpHandler {
        private long nowNanos;

        @Override
        public void reportBlock(
                int ssrc,
                int fractionLost,
                int cumulativeLost,
                int highestSequence,
                long jitter,
                int lastSenderReport,
                long delaySinceLast) {
            ForwardedTrack track = track(ssrc);
            if (track != null) {
                ReceiverReports reports = track.reports();
                long lostBefore = reports.cumulativeLost();
                reports.received(fractionLost, cumulativeLost, jitter, lastSenderReport, delaySinceLast, nowNanos);
                track.reported();
                bandwidth.reported(reports.takeExpected(highestSequence), cumulativeLost - lostBefore, nowNanos);
            }
        }

        @Override
        public void lost(int mediaSsrc, int sequenceNumber) {
            ForwardedTrack track = track(mediaSsrc);
            if (track != null) {
                track.requested(sequenceNumber, nowNanos);
            }
        }

        @Override
        public void pictureLossIndication(int senderSsrc, int mediaSsrc) {
            requestKeyframe(mediaSsrc, nowNanos);
        }

        @Override
        public void keyframeWanted(int mediaSsrc) {
            requestKeyframe(mediaSsrc, nowNanos);
        }

        @Override
        public void transportFeedback(
                int senderSsrc,
                int mediaSsrc,
                int baseSequenceNumber,
                int referenceTime,
                int feedbackCount,
                int[] deltas,
                int count) {
            feedbacks++;
            bandwidth.received(baseSequenceNumber, referenceTime, deltas, count, nowNanos);
        }

        @Override
        public void bandwidthEstimate(int senderSsrc, long bitsPerSecond) {
            feedbacks++;
            bandwidth.received(bitsPerSecond, nowNanos);
        }
    }

    private void requestKeyframe(int ssrc, long nowNanos) {
        ForwardedTrack track = track(ssrc);
        if (track != null) {
            track.requestKeyframe(nowNanos);
        }
    }

    private @Nullable ForwardedTrack track(int ssrc) {
        for (int i = 0; i < tracks.size(); i++) {
            if (tracks.get(i).section().ssrc() == ssrc) {
                return tracks.get(i);
            }
        }
        return null;
    }

    /**
     * Writes the next retransmission that the receiver asked for. Call until it returns 0, after {@link #receiveRtcp}.
     *
     * @param target with room for {@link ForwardedTrack#MAX_PACKET} bytes at {@code offset}
     * @return the length of an RTP packet, 0 where there is none
     */
    public int pollRetransmission(byte[] target, int offset, long nowNanos) {
        for (int i = 0; i < tracks.size(); i++) {
            int length = tracks.get(i).retransmit(target, offset, nowNanos);
            if (length > 0) {
                return length;
            }
        }
        return 0;
    }

    /**
     * Writes the next packet of padding that a probe for bandwidth needs now. Call until it returns 0, when {@link #nextDeadline}
     * has come and after each input.
     *
     * @param target with room for {@link ForwardedTrack#MAX_PACKET} bytes at {@code offset}
     * @return the length of an RTP packet, 0 where there is none
     */
    public int pollPadding(byte[] target, int offset, long nowNanos) {
        bandwidth.advance(nowNanos);
        if (!bandwidth.wantsPadding(nowNanos)) {
            return 0;
        }
        for (int i = 0; i < tracks.size(); i++) {
            if (tracks.get(i).takesPadding()) {
                return tracks.get(i).pad(bandwidth.probeBitsPerSecond() > LARGE_PADDING, target, offset, nowNanos);
            }
        }
        bandwidth.cannotPad();
        return 0;
    }

    /** Feedback on arrivals and estimates since the last call. */
    public long takeFeedbacks() {
        long result = feedbacks;
        feedbacks = 0;
        return result;
    }

    /** Packets asked for since the last call that are not sent: more were asked for than {@link RetransmissionBudget} lets. */
    public long takeRefusedRetransmissions() {
        return retransmissions.takeRefused();
    }

    /**
     * Writes the next RTCP packet that is due towards the receiver: the reports on as many tracks as fit, as RFC 3550 §6.1 has a
     * mixer do, for each packet costs as much as one of media. Call until it returns 0.
     *
     * @param limit room at {@code offset}, at least {@link ForwardedTrack#MAX_PACKET}
     * @return its length, 0 where nothing is due
     */
    public int pollRtcp(byte[] target, int offset, int limit, long nowNanos) {
        writer.wrap(target, offset, Math.min(limit, ForwardedTrack.MAX_PACKET));
        if (nextReport() <= nowNanos) {
            for (int i = 0; i < tracks.size(); i++) {
                tracks.get(i).writeReport(writer, nowNanos);
            }
        }
        return writer.length();
    }

    private long nextReport() {
        long next = Long.MAX_VALUE;
        for (int i = 0; i < tracks.size(); i++) {
            next = Math.min(next, tracks.get(i).nextDeadline());
        }
        return next;
    }

    /** When {@link #pollRtcp} or {@link #pollPadding} has something next, on the clock of {@code nowNanos}; {@link Long#MAX_VALUE} for not at all. */
    public long nextDeadline() {
        return Math.min(bandwidth.nextDeadline(), nextReport());
    }
}
