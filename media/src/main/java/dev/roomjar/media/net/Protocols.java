package dev.roomjar.media.net;

/** Over what peers are told that they can send; a loop's UDP and TCP port have the same number. */
public enum Protocols {
    /** UDP, and TCP for peers whose network lets no UDP through. */
    UDP_AND_TCP(true, true),
    /** UDP alone: no TCP port is opened. */
    UDP(true, false),
    /** TCP alone, for a host that can open no UDP port; media waits for what the network loses. */
    TCP(false, true);

    private final boolean udp;
    private final boolean tcp;

    Protocols(boolean udp, boolean tcp) {
        this.udp = udp;
        this.tcp = tcp;
    }

    public boolean udp() {
        return udp;
    }

    public boolean tcp() {
        return tcp;
    }
}
