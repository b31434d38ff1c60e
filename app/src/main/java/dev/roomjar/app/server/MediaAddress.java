package dev.roomjar.app.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * One value of {@code --media-address}: an address, or all addresses of a host name.
 *
 * @param addresses with port 0 where none is written
 */
record MediaAddress(List<InetSocketAddress> addresses) {

    static List<InetSocketAddress> all(List<MediaAddress> values) {
        return values.stream().flatMap(value -> value.addresses().stream()).toList();
    }

    static final class Converter implements ITypeConverter<MediaAddress> {
        @Override
        public MediaAddress convert(String value) {
            HostAndPort written = HostAndPort.parse(value);
            try {
                List<InetSocketAddress> found = Stream.of(InetAddress.getAllByName(written.host()))
                        .map(address -> new InetSocketAddress(address, written.port()))
                        .toList();
                if (found.stream().anyMatch(address -> address.getAddress().isAnyLocalAddress())) {
                    throw new TypeConversionException("\"" + value
                            + "\" is no address that a browser can send to; leave it out for all of this machine");
                }
                return new MediaAddress(found);
            } catch (UnknownHostException unknown) {
                throw new TypeConversionException("\"" + value + "\" is no address of a machine");
            }
        }
    }
}
