package dev.roomjar.media.srtp;

import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The SRTP and SRTCP state of one direction of one peer (RFC 3711 §3.2.3): session keys, and per SSRC the rollover counter
 * and replay window.
 *
 * <p>Every operation returns the packet's new length, or −1 where it refuses the packet: malformed, not authentic, replayed,
 * too old, or from one synchronization source too many. A refused packet changes no state; its bytes are then undefined.
 * Nothing is thrown for any content. Operations in place need room behind the packet: {@link SrtpProfile#rtpOverhead()} or
 * {@link SrtpProfile#rtcpOverhead()} bytes; where it is missing, an {@link IndexOutOfBoundsException} tells so.
 *
 * <p>A sending context protects each RTP packet index once: a second protection under the same nonce would give away the
 * authentication key (RFC 7714 §8.1). Retransmit by RFC 4588, or by sending the protected bytes again. Packets may be
 * protected out of order, up to 1,023 behind the newest.
 *
 * <p>Thread rule: one thread at a time. A context is used for one direction only.
 */
public final class SrtpContext {
    /** Many times what one browser sends; a peer that makes up more is malicious. */
    private static final int MAX_RECEIVED_SOURCES = 256;
    /** All that ever were forwarded over one connection; what we send we choose ourselves. */
    private static final int MAX_SENT_SOURCES = 8192;

    private static final long MAX_RTP_INDEX = (1L << 48) - 1;
    private static final long MAX_RTCP_INDEX = (1L << 31) - 1;
    private static final int REFUSED = -1;

    private final SrtpProfile profile;
    private final Transform rtp;
    private final Transform rtcp;
    private final SourceTable rtpSources;
    private final SourceTable rtcpSources;

    SrtpContext(SrtpProfile profile, SessionKeys rtp, SessionKeys rtcp, PacketCipher.Engine engine, int maxSources) {
        this.profile = profile;
        this.rtp = Transform.of(profile, rtp, engine);
        this.rtcp = Transform.of(profile, rtcp, engine);
        this.rtpSources = new SourceTable(maxSources);
        this.rtcpSources = new SourceTable(maxSources);
    }

    /** A context for what we send. */
    public static SrtpContext sending(SrtpProfile profile, MasterKey key) {
        return of(profile, key, MAX_SENT_SOURCES);
    }

    /** A context for what we receive. */
    public static SrtpContext receiving(SrtpProfile profile, MasterKey key) {
        return of(profile, key, MAX_RECEIVED_SOURCES);
    }

    private static SrtpContext of(SrtpProfile profile, MasterKey key, int maxSources) {
        return new SrtpContext(
                profile,
                SessionKeys.ofRtp(profile, key),
                SessionKeys.ofRtcp(profile, key),
                PacketCiphers.best(),
                maxSources);
    }

    /** Encrypts and authenticates an RTP packet in place. */
    public int protectRtp(byte[] packet, int offset, int length) {
        return protectRtp(packet, offset, length, null, 0);
    }

    /**
     * Encrypts and authenticates an RTP packet into memory. What is in the source afterwards is undefined; it needs room as if
     * the packet were protected in place.
     *
     * @param target native memory; null: in place
     */
    public int protectRtp(byte[] source, int offset, int length, @Nullable MemorySegment target, long at) {
        int protectedLength = length + profile.rtpOverhead();
        Objects.checkFromIndexSize(offset, protectedLength, source.length);
        int header = Fields.rtpHeaderLength(source, offset, length);
        if (header < 0) {
            return REFUSED;
        }
        int ssrc = Fields.rtpSsrc(source, offset);
        ReplayWindow known = rtpSources.find(ssrc);
        if (known == null && rtpSources.isFull()) {
            return REFUSED;
        }
        ReplayWindow window = known == null ? new ReplayWindow() : known;
        long index = window.estimate(Fields.sequenceNumber(source, offset));
        if (!window.accepts(index) || index > MAX_RTP_INDEX) {
            return REFUSED;
        }
        boolean done = target == null
                ? rtp.protectRtp(source, offset, header, length, index)
                : rtp.protectRtp(source, offset, header, length, index, target, at);
        if (!done) {
            return REFUSED;
        }
        seen(rtpSources, ssrc, known, window, index);
        return protectedLength;
    }

    /** Authenticates and decrypts an SRTP packet in place. */
    public int unprotectRtp(byte[] packet, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, packet.length);
        int plainLength = length - profile.rtpOverhead();
        int header = Fields.rtpHeaderLength(packet, offset, plainLength);
        if (header < 0) {
            return REFUSED;
        }
        int ssrc = Fields.rtpSsrc(packet, offset);
        ReplayWindow known = rtpSources.find(ssrc);
        if (known == null && rtpSources.isFull()) {
            return REFUSED;
        }
        ReplayWindow window = known == null ? new ReplayWindow() : known;
        long index = window.estimate(Fields.sequenceNumber(packet, offset));
        if (!window.accepts(index)
                || index > MAX_RTP_INDEX
                || !rtp.unprotectRtp(packet, offset, header, plainLength, index)) {
            return REFUSED;
        }
        seen(rtpSources, ssrc, known, window, index);
        return plainLength;
    }

    /** Encrypts and authenticates a compound RTCP packet in place. */
    public int protectRtcp(byte[] packet, int offset, int length) {
        int protectedLength = length + profile.rtcpOverhead();
        Objects.checkFromIndexSize(offset, protectedLength, packet.length);
        if (!Fields.isRtcp(packet, offset, length)) {
            return REFUSED;
        }
        int ssrc = Fields.rtcpSsrc(packet, offset);
        ReplayWindow known = rtcpSources.find(ssrc);
        if (known == null && rtcpSources.isFull()) {
            return REFUSED;
        }
        ReplayWindow window = known == null ? new ReplayWindow() : known;
        long index = window.highest() + 1;
        if (index > MAX_RTCP_INDEX || !rtcp.protectRtcp(packet, offset, length, (int) index)) {
            return REFUSED;
        }
        seen(rtcpSources, ssrc, known, window, index);
        return protectedLength;
    }

    /** Authenticates and decrypts an SRTCP packet in place. */
    public int unprotectRtcp(byte[] packet, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, packet.length);
        int plainLength = length - profile.rtcpOverhead();
        if (!Fields.isRtcp(packet, offset, plainLength)) {
            return REFUSED;
        }
        int ssrc = Fields.rtcpSsrc(packet, offset);
        ReplayWindow known = rtcpSources.find(ssrc);
        if (known == null && rtcpSources.isFull()) {
            return REFUSED;
        }
        ReplayWindow window = known == null ? new ReplayWindow() : known;
        int index = rtcp.rtcpTrailer(packet, offset, plainLength) & ~Transform.ENCRYPTED;
        if (!window.accepts(index) || !rtcp.unprotectRtcp(packet, offset, plainLength)) {
            return REFUSED;
        }
        seen(rtcpSources, ssrc, known, window, index);
        return plainLength;
    }

    /** Notes an index; only now, when the packet has proven itself, may a new source take room. */
    private static void seen(
            SourceTable sources, int ssrc, @Nullable ReplayWindow known, ReplayWindow window, long index) {
        if (known == null) {
            sources.add(ssrc, window);
        }
        window.mark(index);
    }

    /** Lets tests begin at a certain SRTCP index. */
    void rtcpSent(int ssrc, int index) {
        ReplayWindow window = new ReplayWindow();
        window.mark(index);
        rtcpSources.add(ssrc, window);
    }
}
