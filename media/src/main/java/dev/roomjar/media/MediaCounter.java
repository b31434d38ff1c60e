package dev.roomjar.media;

/** What a media server counts, from its start. Read with {@link MediaServer#count}. */
public enum MediaCounter {
    RECEIVED_PACKETS("UDP datagrams, and packets over TCP, received"),
    RECEIVED_BYTES("Bytes of them"),
    SENT_PACKETS("UDP datagrams given to the kernel"),
    SENT_SEGMENTED("UDP datagrams that the kernel was given together with others, to cut up itself"),
    SENT_BYTES("Bytes of UDP payload given to the kernel"),
    SEND_CALLS("System calls (Linux engine) or channel writes (NIO engine) that carried them"),
    SEND_FAILED("UDP datagrams the kernel refused"),
    SEND_OVERFLOWED("UDP datagrams dropped because the socket's send buffer stayed full"),
    HANDED_OVER("Datagrams that came to another loop's socket of the same port and were handed to their owner's"),
    HANDOVER_OVERFLOWED("Datagrams dropped because their owner's loop did not take them fast enough"),
    CROSSED("Decrypted packets and reports handed to another loop, where their session has receivers as well"),
    CROSSINGS_OVERFLOWED("Those dropped because that loop did not take them fast enough; it asks for them again"),
    PLACED_ELSEWHERE("Publishers and receivers put on another loop than the one of their session"),
    DISCARDED_MALFORMED("Datagrams that are none of STUN, DTLS, SRTP or SRTCP, or are broken inside"),
    DISCARDED_UNKNOWN_PEER("Datagrams from an address that no peer has proven to be its own"),
    DISCARDED_UNAUTHENTICATED(
            "Datagrams with a wrong message integrity or authentication tag, and replayed SRTP packets"),
    DISCARDED_NOT_READY("SRTP and SRTCP packets before the keys are agreed"),
    DISCARDED_UNKNOWN_STREAM("RTP packets that belong to no negotiated stream"),
    DISCARDED_RATE_LIMITED("Datagrams beyond what one peer may send before its keys are agreed"),
    RTP_RECEIVED("RTP packets that arrived and were authentic"),
    RTP_FORWARDED("RTP packets sent to subscribers, retransmissions apart"),
    RTP_RETRANSMITTED("RTP packets sent to subscribers once more"),
    RETRANSMISSIONS_REFUSED("RTP packets that a subscriber asked for again beyond what is sent to it again"),
    AUDIO_NOT_AMONG_LOUDEST("Audio packets not forwarded because enough others in the session speak or spoke later"),
    VIDEO_PAUSED("Times a subscription's video was paused because the bandwidth did not carry its lowest layer"),
    RTP_PADDING("RTP packets of padding sent to subscribers, to find out whether there is more bandwidth"),
    BANDWIDTH_FEEDBACK("Feedback from subscribers on arrival times, and estimates of the bandwidth"),
    RTCP_RECEIVED("Compound RTCP packets that arrived and were authentic"),
    RTCP_SENT("Compound RTCP packets sent"),
    HANDSHAKES_COMPLETED("DTLS handshakes completed"),
    HANDSHAKES_FAILED("DTLS handshakes failed, wrong fingerprints included"),
    PEERS_OPENED("Peer connections opened"),
    PEERS_CLOSED("Peer connections closed"),
    PEERS_FAULTED("Peer connections closed because of a fault in this server"),
    STRESS_RAISED("Times that a media loop could not keep up and sent less video or turned newcomers away"),
    TCP_CONNECTIONS_OPENED("TCP connections for media taken"),
    TCP_CONNECTIONS_REFUSED(
            "TCP connections for media closed because there are too many, or because nothing in time showed them to be a peer's"),
    TCP_CONNECTIONS_CLOSED("TCP connections for media, taken before, that ended, refused ones included"),
    TCP_PACKETS_SENT("Packets given to TCP connections"),
    TCP_PACKETS_DROPPED(
            "Packets not sent because their TCP connection was slower than what was sent to it, or had ended"),
    TURN_CONNECTIONS_OPENED("TCP and TLS connections that TURN clients opened"),
    TURN_CONNECTIONS_REFUSED(
            "TCP and TLS connections closed because there were too many, or because nothing was proven in time"),
    TURN_ALLOCATIONS_OPENED("TURN allocations made"),
    TURN_ALLOCATIONS_CLOSED("TURN allocations ended: by the client, its connection or by time"),
    TURN_RELAYED_PACKETS("Datagrams relayed between TURN clients and this media server, both ways"),
    TURN_RELAYED_BYTES("Bytes of payload in them"),
    TURN_REFUSED("TURN requests of known clients answered by an error"),
    TURN_UNAUTHENTICATED("TURN requests without a good credential and nonce; each client starts with one"),
    TURN_DISCARDED_MALFORMED("Messages to the TURN port that are none of TURN, or are broken inside"),
    TURN_DISCARDED_RATE_LIMITED("TURN requests of strangers left unanswered because there were too many"),
    TURN_DISCARDED_NOT_PERMITTED("Datagrams not relayed: no allocation or permission, or not to this media server"),
    TURN_DISCARDED_OVER_BANDWIDTH("Datagrams not relayed: more than one allocation may relay"),
    TURN_DISCARDED_OVERFLOWED("Messages dropped because a TURN client's connection was not read fast enough");

    private final String description;

    MediaCounter(String description) {
        this.description = description;
    }

    /** One line for people. */
    public String description() {
        return description;
    }
}
