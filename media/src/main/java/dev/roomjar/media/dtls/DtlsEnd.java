package dev.roomjar.media.dtls;

/** One end of a DTLS association, whichever began it. Thread rule: any thread. */
public sealed interface DtlsEnd extends AutoCloseable permits DtlsServer, DtlsClient {

    /** Takes a datagram from the peer; it is copied. Never blocks: where the queue is full the datagram is dropped. */
    void receive(byte[] buffer, int offset, int length);

    /** Ends the association, telling the peer; the listener hears {@link DtlsListener#closed()} soon after. */
    @Override
    void close();
}
