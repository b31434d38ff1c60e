package dev.roomjar.app.browser;

import dev.roomjar.app.testing.BadNetwork;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/** Ana and Ben in one room, see and hear each other, and all their media goes through a network that can be made bad. */
final class BadNetworkCall implements AutoCloseable {
    static final long SEED = 20_261_121;

    private final Chromium chromium;
    private final Server server;
    final BadNetwork network;
    final Visitor ana;
    final Visitor ben;

    private BadNetworkCall(Path data) throws IOException {
        InetAddress address = InetAddress.getByAddress(new byte[] {127, 0, 0, 2});
        chromium = Chromium.startAlone(Chromium.TWENTY_PICTURES);
        server = new Server(data, InetAddress.getLoopbackAddress(), address);
        network = BadNetwork.to(
                server.media(), new InetSocketAddress(address, server.media().getPort()), SEED);
        ana = Visitor.arrive(chromium, server.http()).saysName("Ana");
        ben = Visitor.arrive(chromium, server.http()).saysName("Ben");
    }

    /** @param data an empty folder for the server's data */
    static BadNetworkCall start(Path data) throws IOException {
        BadNetworkCall call = new BadNetworkCall(data);
        try {
            call.ana.creates("Train");
            call.ben.joins("Train");
            call.ana.seesAndHears("Ben");
            call.ben.seesAndHears("Ana");
            return call;
        } catch (Throwable failed) {
            call.close();
            throw failed;
        }
    }

    @Override
    public void close() {
        ben.close();
        ana.close();
        network.close();
        server.close();
        chromium.close();
    }
}
