package dev.roomjar.liveview.channel;

/** The way back to a browser. Callable from any thread, in the order in which frames shall arrive from that thread. */
public interface SocketOutput {
    /** Sends a text frame, or drops it if the socket is gone. Never blocks and never throws. */
    void send(String frame);
}
