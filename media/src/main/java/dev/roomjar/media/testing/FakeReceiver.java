package dev.roomjar.media.testing;

import static dev.roomjar.media.rtp.HeaderExtension.ABS_SEND_TIME;
import static dev.roomjar.media.rtp.HeaderExtension.TRANSPORT_CC;

import dev.roomjar.media.congestion.ArrivalFeedback;
import dev.roomjar.media.rtcp.RtcpWriter;
import dev.roomjar.media.rtp.Bytes;
import dev.roomjar.media.rtp.RtpPacket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A browser that receives, offered to or offering: checks every packet, reports each second, asks for what is missing and for keyframes. */
public final class FakeReceiver extends FakePeer {
    private static final long SECOND = 1_000_000_000L;
    private static final long ASK_INTERVAL = 20_000_000L;

    private static final long ESTIMATE_INTERVAL = 500_000_000L;

    /** What a receiver lets its sender estimate the bandwidth from. */
    public enum Feedback {
        /** When each packet arrived (transport-wide), each 50 to 250 ms. */
        TRANSPORT_WIDE,
        /** An estimate of its own (REMB). */
        ESTIMATES,
        /** Receiver reports alone. */
        REPORTS
    }

    private final int ownSsrc;
    private final ArrivalFeedback arrivals = new ArrivalFeedback();
    private Feedback feedback = Feedback.TRANSPORT_WIDE;
    private int transportId;
    private boolean silentAboutArrivals;
    private long estimate = 1_000_000;
    private long nextEstimate;
    private int padding;
    private int timed;
    private int timeId;
    private final byte[] report = new byte[1_400];
    private final RtcpWriter writer = new RtcpWriter();
    private final RtpPacket view = new RtpPacket();
    private final Map<String, FakeStream> byMid = new HashMap<>();
    private final Map<Integer, FakeStream> bySsrc = new HashMap<>();
    private String serverUfrag = "";
    private long nextReport;
    private long nextAsk;
    private int unknown;

    public FakeReceiver(Environment environment, PeerNetwork network) {
        super(environment, network);
        ownSsrc = random.nextInt();
    }

    /** Chooses what later answers agree to. */
    public void feedback(Feedback kind) {
        feedback = kind;
    }

    /** What it tells as its estimate, where it tells any. */
    public void estimate(long bitsPerSecond) {
        estimate = bitsPerSecond;
    }

    /** Whether its feedback on arrivals is lost from now on. */
    public void loseArrivals(boolean lost) {
        silentAboutArrivals = lost;
    }

    /** Packets that carried nothing but padding. */
    public int padding() {
        return padding;
    }

    /** Packets that told when they were sent. */
    public int timed() {
        return timed;
    }

    /** Takes the server's offer, starts to connect if it is the first or restarts ICE, and gives the answer. */
    public String answer(String sdp) {
        SdpLines offer = new SdpLines(sdp);
        if (restarts(offer)) {
            if (isAnswered()) {
                renewCredentials();
            }
            serverUfrag = offer.credentials().ufrag();
            connect(offer.credentials(), offer.fingerprints(), offer.candidate(prefersTcp()));
        }
        StringBuilder answer = new StringBuilder("v=0\r\no=- 7 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE");
        offer.sections().forEach(section -> answer.append(' ').append(mid(section)));
        answer.append("\r\n");
        offer.sections().forEach(section -> answerSection(section, answer));
        return answer.toString();
    }

    /** Offers to receive, as a player does: so many audio and video sections, with numbers that no publisher here uses. */
    public String offer(int audios, int videos) {
        StringBuilder offer = new StringBuilder("v=0\no=- 7 1 IN IP4 127.0.0.1\ns=-\nt=0 0\na=group:BUNDLE");
        for (int i = 0; i < audios + videos; i++) {
            offer.append(" p").append(i);
        }
        // Line ends and the end of the text as a careless program writes them.
        offer.append("\na=setup:").append(setup()).append("\na=ice-options:trickle");
        for (int i = 0; i < audios + videos; i++) {
            boolean audio = i < audios;
            offer.append(
                            audio
                                    ? "\nm=audio 9 UDP/TLS/RTP/SAVPF 109\na=rtpmap:109 OPUS/48000/2"
                                    : "\nm=video 9 UDP/TLS/RTP/SAVPF 120 121\na=rtpmap:120 VP8/90000\na=rtcp-fb:120 nack"
                                            + "\na=rtcp-fb:120 nack pli\na=rtpmap:121 rtx/90000\na=fmtp:121 apt=120")
                    .append("\na=recvonly\na=rtcp-mux\na=extmap:9 urn:ietf:params:rtp-hdrext:sdes:mid\na=mid:p")
                    .append(i)
                    .append("\na=ice-ufrag:")
                    .append(credentials().ufrag())
                    .append("\na=ice-pwd:")
                    .append(credentials().pwd())
                    .append("\na=fingerprint:")
                    .append(fingerprint());
        }
        return offer.toString();
    }

    /** As {@link #offer} with new ICE credentials. */
    public String restartOffer(int audios, int videos) {
        renewCredentials();
        return offer(audios, videos);
    }

    /** Takes the server's answer and starts to connect, or restarts ICE. */
    public void answered(String sdp) {
        SdpLines answer = new SdpLines(sdp);
        if (restarts(answer)) {
            serverUfrag = answer.credentials().ufrag();
            connect(answer.credentials(), answer.fingerprints(), answer.candidate(prefersTcp()));
        }
        answer.sections().stream().filter(section -> section.has("a=sendonly")).forEach(this::expect);
    }

    private boolean restarts(SdpLines offer) {
        return !offer.credentials().ufrag().equals(serverUfrag);
    }

    private static String mid(SdpLines.Section section) {
        return section.attribute("mid").orElseThrow();
    }

    private void answerSection(SdpLines.Section section, StringBuilder answer) {
        boolean inactive = section.has("a=inactive");
        answer.append(section.mediaLine()).append("\r\nc=IN IP4 0.0.0.0\r\na=rtcp-mux\r\na=rtcp-rsize\r\n");
        answer.append("a=ice-ufrag:").append(credentials().ufrag()).append("\r\n");
        answer.append("a=ice-pwd:").append(credentials().pwd()).append("\r\n");
        answer.append("a=fingerprint:").append(fingerprint()).append("\r\na=setup:active\r\n");
        answer.append("a=mid:").append(mid(section)).append("\r\n");
        answer.append(inactive ? "a=inactive\r\n" : "a=recvonly\r\n");
        for (String line : section.startingWith("a=rtpmap:", "a=fmtp:", "a=rtcp-fb:", "a=extmap:")) {
            if (accepts(line)) {
                answer.append(line).append("\r\n");
            }
        }
        bySsrc.values().removeIf(stream -> stream == byMid.get(mid(section)) && inactive);
        if (!inactive) {
            expect(section);
        }
    }

    private boolean accepts(String line) {
        boolean arrivalTimes = line.endsWith(" transport-cc") || line.endsWith(TRANSPORT_CC.uri());
        boolean estimates = line.endsWith(" goog-remb") || line.endsWith(ABS_SEND_TIME.uri());
        return switch (feedback) {
            case TRANSPORT_WIDE -> true;
            case ESTIMATES -> !arrivalTimes;
            case REPORTS -> !arrivalTimes && !estimates;
        };
    }

    private void expect(SdpLines.Section section) {
        transportId = feedback == Feedback.TRANSPORT_WIDE ? section.extension(TRANSPORT_CC.uri()) : 0;
        timeId = feedback == Feedback.ESTIMATES ? section.extension(ABS_SEND_TIME.uri()) : 0;
        List<Integer> ssrcs = section.ssrcs();
        if (ssrcs.isEmpty() || bySsrc.containsKey(ssrcs.getFirst())) {
            return;
        }
        FakeStream stream = new FakeStream(ssrcs.getFirst(), section.isVideo(), section.payloadType("rtx"));
        byMid.put(mid(section), stream);
        ssrcs.forEach(ssrc -> bySsrc.put(ssrc, stream));
    }

    @Override
    void rtp(byte[] buffer, int offset, int length, long nowNanos) {
        if (!view.wrap(buffer, offset, length)) {
            unknown++;
            return;
        }
        if (view.findExtension(transportId)) {
            arrivals.received(Bytes.u16(buffer, view.extensionOffset()), length, nowNanos);
        }
        timed += view.findExtension(timeId) ? 1 : 0;
        padding += view.payloadLength() == 0 ? 1 : 0;
        FakeStream stream = bySsrc.get(view.ssrc());
        if (stream == null) {
            unknown++;
        } else {
            stream.packet(view, nowNanos);
        }
    }

    @Override
    void rtcp(byte[] buffer, int offset, int length, long nowNanos) {
        FakeRtcp.read(buffer, offset, length, new FakeRtcp.Visitor() {
            @Override
            public void nack(int ssrc, int sequenceNumber) {}

            @Override
            public void keyframeRequest(int ssrc) {}

            @Override
            public void senderReport(int ssrc, long ntp, int rtpTimestamp) {
                FakeStream stream = bySsrc.get(ssrc);
                if (stream != null) {
                    stream.senderReport();
                }
            }
        });
    }

    @Override
    long media(long nowNanos) {
        if (nowNanos >= nextReport) {
            nextReport = nowNanos + SECOND;
            for (FakeStream stream : byMid.values()) {
                if (stream.packets() > 0) {
                    sendRtcp(
                            report,
                            FakeRtcp.receiverReport(
                                    report, ownSsrc, stream.ssrc(), 0, stream.lost(), stream.highest()));
                }
            }
        }
        tellArrivals(nowNanos);
        if (feedback == Feedback.ESTIMATES && nowNanos >= nextEstimate && !byMid.isEmpty()) {
            nextEstimate = nowNanos + ESTIMATE_INTERVAL;
            writer.wrap(report, 0, report.length).bandwidthEstimate(ownSsrc, estimate, 0);
            sendRtcp(report, writer.length());
        }
        if (nowNanos >= nextAsk) {
            nextAsk = nowNanos + ASK_INTERVAL;
            for (FakeStream stream : byMid.values()) {
                ask(stream, nowNanos);
            }
        }
        return Math.min(arrivals.nextDeadline(), Math.min(nextReport, nextAsk));
    }

    private void tellArrivals(long nowNanos) {
        while (arrivals.nextDeadline() <= nowNanos
                && arrivals.write(writer.wrap(report, 0, report.length), ownSsrc, 0, nowNanos)) {
            if (!silentAboutArrivals) {
                sendRtcp(report, writer.length());
            }
        }
    }

    private void ask(FakeStream stream, long nowNanos) {
        List<Integer> lost = new ArrayList<>();
        boolean hopeless = stream.collectMissing(lost, nowNanos);
        if (!lost.isEmpty()) {
            int end = FakeRtcp.emptyReceiverReport(report, ownSsrc);
            sendRtcp(report, FakeRtcp.nack(report, end, ownSsrc, stream.ssrc(), lost));
        }
        if (hopeless) {
            requestKeyframe(stream);
        }
    }

    private void requestKeyframe(FakeStream stream) {
        int end = FakeRtcp.emptyReceiverReport(report, ownSsrc);
        sendRtcp(report, FakeRtcp.pictureLoss(report, end, ownSsrc, stream.ssrc()));
    }

    /** Asks for a keyframe of the stream in a media section. */
    public void requestKeyframe(String mid) {
        requestKeyframe(stream(mid).orElseThrow());
    }

    /** What came in a media section of the latest offers. */
    public Optional<FakeStream> stream(String mid) {
        return Optional.ofNullable(byMid.get(mid));
    }

    /** The video streams of the latest offers. */
    public Stream<FakeStream> videos() {
        return byMid.values().stream().filter(FakeStream::isVideo);
    }

    /** Forgets what came long ago, so that the receiver can go on for days. */
    public void forgetOld() {
        byMid.values().forEach(FakeStream::forgetOld);
    }

    /** Different packets of all streams of the latest offers. */
    public long packets() {
        return byMid.values().stream().mapToLong(FakeStream::packets).sum();
    }

    /** Authentic packets of no stream in any offer. */
    public int unknown() {
        return unknown;
    }
}
