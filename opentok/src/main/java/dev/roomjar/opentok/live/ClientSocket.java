package dev.roomjar.opentok.live;

import dev.roomjar.opentok.session.Message;

/** The way to one client, whatever it is made of. Called by one thread at a time; must not block. */
public interface ClientSocket {

    /** Brings a message; after {@link #hangUp} it may be dropped. */
    void send(Message message);

    /** Closes the way once all messages are gone. */
    void hangUp();
}
