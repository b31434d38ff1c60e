package dev.roomjar.media.net;

import dev.roomjar.media.stun.LongTermKey;
import dev.roomjar.media.stun.StunAttribute;
import dev.roomjar.media.stun.StunAttribute.Nonce;
import dev.roomjar.media.stun.StunAttribute.Realm;
import dev.roomjar.media.stun.StunAttribute.RequestedTransport;
import dev.roomjar.media.stun.StunAttribute.Username;
import dev.roomjar.media.stun.StunClass;
import dev.roomjar.media.stun.StunMessage;
import dev.roomjar.media.stun.StunMethod;
import dev.roomjar.media.stun.StunWriter;
import dev.roomjar.media.stun.TransactionId;
import dev.roomjar.media.turn.TurnCredentials;
import dev.roomjar.media.turn.TurnFrames;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import javax.net.ssl.SSLContext;

/** A blocking TURN client on a real socket. */
abstract class TurnSocket implements AutoCloseable {
    static final RequestedTransport UDP = new RequestedTransport(RequestedTransport.UDP);
    private static final int PATIENCE_MILLIS = 10_000;

    private final Random random = new Random(1);

    abstract void send(byte[] message) throws IOException;

    /** The next message. @throws IOException where none comes, or the other side has closed the connection */
    abstract byte[] receive() throws IOException;

    @Override
    public abstract void close() throws IOException;

    static TurnSocket overUdp(int port) throws IOException {
        DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return new TurnSocket() {
            @Override
            void send(byte[] message) throws IOException {
                socket.send(new DatagramPacket(message, message.length));
            }

            @Override
            byte[] receive() throws IOException {
                DatagramPacket packet = new DatagramPacket(new byte[2_048], 2_048);
                socket.receive(packet);
                return Arrays.copyOf(packet.getData(), packet.getLength());
            }

            @Override
            public void close() {
                socket.close();
            }
        };
    }

    static TurnSocket overTcp(int port) throws IOException {
        return overStream(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    static TurnSocket overTls(int port, SSLContext context) throws IOException {
        return overStream(context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port));
    }

    private static TurnSocket overStream(Socket socket) throws IOException {
        socket.setSoTimeout(PATIENCE_MILLIS);
        DataInputStream in = new DataInputStream(socket.getInputStream());
        return new TurnSocket() {
            @Override
            void send(byte[] message) throws IOException {
                socket.getOutputStream().write(message);
            }

            @Override
            byte[] receive() throws IOException {
                byte[] prefix = in.readNBytes(TurnFrames.PREFIX_LENGTH);
                if (prefix.length < TurnFrames.PREFIX_LENGTH) {
                    throw new EOFException();
                }
                byte[] frame = Arrays.copyOf(prefix, TurnFrames.length(prefix, 0));
                in.readFully(frame, prefix.length, frame.length - prefix.length);
                return frame;
            }

            @Override
            public void close() throws IOException {
                socket.close();
            }
        };
    }

    /** A client of this socket that knows realm and nonce. */
    Client introduced(TurnCredentials credentials) throws IOException {
        send(writer(StunMethod.ALLOCATE, UDP).plainBytes());
        StunMessage challenge = receiveMessage();
        return new Client(
                credentials,
                challenge.find(Realm.class).orElseThrow(),
                challenge.find(Nonce.class).orElseThrow());
    }

    StunMessage receiveMessage() throws IOException {
        byte[] reply = receive();
        return Objects.requireNonNull(StunMessage.parse(reply, 0, reply.length), "a STUN message");
    }

    private StunWriter writer(StunMethod method, StunAttribute... attributes) {
        StunWriter writer = StunWriter.of(method, StunClass.REQUEST, TransactionId.random(random));
        for (StunAttribute attribute : attributes) {
            writer.add(attribute);
        }
        return writer;
    }

    final class Client {
        private final TurnCredentials credentials;
        private final Realm realm;
        private final Nonce nonce;

        private Client(TurnCredentials credentials, Realm realm, Nonce nonce) {
            this.credentials = credentials;
            this.realm = realm;
            this.nonce = nonce;
        }

        StunMessage ask(StunMethod method, StunAttribute... attributes) throws IOException {
            byte[] key = LongTermKey.MD5.of(credentials.username(), realm.value(), credentials.password());
            send(writer(method, attributes)
                    .add(new Username(credentials.username()))
                    .add(realm)
                    .add(nonce)
                    .signedBytes(key));
            return receiveMessage();
        }
    }
}
