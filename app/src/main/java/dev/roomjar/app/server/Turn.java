package dev.roomjar.app.server;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which TURN server browsers use where they cannot send media directly. */
public sealed interface Turn {

    /** None. */
    record Off() implements Turn {}

    /**
     * The one in this process.
     *
     * @param port for UDP, TCP and TLS, 0 for a free one
     * @param certificate that browsers trust, for TLS; null: TLS is not offered to browsers
     */
    record Embedded(int port, @Nullable Certificate certificate) implements Turn {}

    /** A certificate with its chain and its key, each a PEM file. */
    record Certificate(Path chain, Path key) {}

    /**
     * One that somebody else runs.
     *
     * @param urls as browsers take them (RFC 7064, RFC 7065)
     */
    record External(List<String> urls, Login login) implements Turn {
        public External {
            urls = List.copyOf(urls);
        }
    }

    /** How browsers prove themselves to an external one. */
    sealed interface Login {}

    /** Not at all, for STUN servers. */
    record Nothing() implements Login {}

    /** By credentials that expire, made of a secret shared with the server (draft-uberti-behave-turn-rest). */
    record SharedSecret(String secret) implements Login {
        @Override
        public String toString() {
            return "SharedSecret[…]";
        }
    }

    /** By the same credentials for everybody and for ever. */
    record User(String name, String password) implements Login {
        @Override
        public String toString() {
            return "User[" + name + "]";
        }
    }
}
