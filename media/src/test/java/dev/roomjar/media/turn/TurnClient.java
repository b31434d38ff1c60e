package dev.roomjar.media.turn;

import dev.roomjar.media.ice.TransportAddress;
import dev.roomjar.media.stun.LongTermKey;
import dev.roomjar.media.stun.StunAttribute;
import dev.roomjar.media.stun.StunAttribute.ChannelNumber;
import dev.roomjar.media.stun.StunAttribute.Lifetime;
import dev.roomjar.media.stun.StunAttribute.Nonce;
import dev.roomjar.media.stun.StunAttribute.Realm;
import dev.roomjar.media.stun.StunAttribute.RequestedTransport;
import dev.roomjar.media.stun.StunAttribute.Username;
import dev.roomjar.media.stun.StunAttribute.XorPeerAddress;
import dev.roomjar.media.stun.StunClass;
import dev.roomjar.media.stun.StunMessage;
import dev.roomjar.media.stun.StunMethod;
import dev.roomjar.media.stun.StunWriter;
import dev.roomjar.media.stun.TransactionId;
import dev.roomjar.media.turn.TurnResult.ToClient;
import java.util.Random;

/** A client in process, which asks the fixture's server. */
final class TurnClient {
    static final StunAttribute[] UDP = {new RequestedTransport(RequestedTransport.UDP)};

    final FiveTuple address;
    private final TurnFixture turn;
    private final TurnCredentials credentials;
    private final Random random;
    private String realm = "";
    private String nonce = "";

    TurnClient(TurnFixture turn, FiveTuple address, TurnCredentials credentials, Random random) {
        this.turn = turn;
        this.address = address;
        this.credentials = credentials;
        this.random = random;
    }

    TurnClient as(TurnCredentials other) {
        TurnClient same = new TurnClient(turn, address, other, random);
        same.realm = realm;
        same.nonce = nonce;
        return same;
    }

    /** Learns realm and nonce, as every client does first. */
    TurnClient introduced() {
        StunMessage challenge = TurnFixture.parsed(reply(plain(StunMethod.ALLOCATE, UDP)));
        realm = TurnFixture.attribute(challenge, Realm.class).value();
        nonce = TurnFixture.attribute(challenge, Nonce.class).value();
        return this;
    }

    TurnClient allocated() {
        introduced();
        StunMessage reply = ask(StunMethod.ALLOCATE, UDP);
        if (reply.type() != StunClass.SUCCESS) {
            throw new AssertionError("not allocated: " + TurnFixture.code(reply));
        }
        return this;
    }

    StunMessage permit(TransportAddress peer) {
        return ask(StunMethod.CREATE_PERMISSION, peer(peer));
    }

    StunMessage bind(int channel, TransportAddress peer) {
        return ask(StunMethod.CHANNEL_BIND, new ChannelNumber(channel), peer(peer));
    }

    StunMessage refresh(long seconds) {
        return ask(StunMethod.REFRESH, new Lifetime(seconds));
    }

    StunMessage ask(StunMethod method, StunAttribute... attributes) {
        return TurnFixture.parsed(reply(request(method, attributes)));
    }

    static XorPeerAddress peer(TransportAddress address) {
        return new XorPeerAddress(address.toSocketAddress());
    }

    byte[] plain(StunMethod method, StunAttribute... attributes) {
        return writer(method, attributes).plainBytes();
    }

    byte[] request(StunMethod method, StunAttribute... attributes) {
        return identified(writer(method, attributes)).signedBytes(key(LongTermKey.MD5));
    }

    byte[] requestBySha256(LongTermKey algorithm, StunMethod method, StunAttribute... attributes) {
        return identified(writer(method, attributes)).signedBytesBySha256(key(algorithm));
    }

    private StunWriter writer(StunMethod method, StunAttribute... attributes) {
        StunWriter writer = StunWriter.of(method, StunClass.REQUEST, TransactionId.random(random));
        for (StunAttribute attribute : attributes) {
            writer.add(attribute);
        }
        return writer;
    }

    private StunWriter identified(StunWriter writer) {
        return writer.add(new Username(credentials.username()))
                .add(new Realm(realm))
                .add(new Nonce(nonce));
    }

    byte[] key(LongTermKey algorithm) {
        return algorithm.of(credentials.username(), realm, credentials.password());
    }

    TurnResult send(byte[] message) {
        return turn.server.receive(address, message, 0, message.length, turn.now);
    }

    TurnResult sendTo(TransportAddress peer, byte[] data) {
        return send(StunWriter.relayed(
                        StunMethod.SEND, TransactionId.random(random), peer.toSocketAddress(), data, 0, data.length)
                .plainBytes());
    }

    byte[] reply(byte[] message) {
        if (!(send(message) instanceof ToClient(FiveTuple to, byte[] bytes)) || !to.equals(address)) {
            throw new AssertionError("no reply");
        }
        return bytes;
    }
}
