package dev.roomjar.media.turn;

import dev.roomjar.media.ice.TransportAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often clients that have not proven anything are answered: their address may be forged, and the answer then hits somebody
 * else. Remembers the addresses seen last only; the bucket for all of them together holds whatever the number of addresses.
 */
final class Strangers {
    private static final int ADDRESSES = 4_096;
    private static final int BURST_SECONDS = 6;

    private final int perSecond;
    private final TokenBucket all;
    private final Map<TransportAddress, TokenBucket> byAddress = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<TransportAddress, TokenBucket> eldest) {
            return size() > ADDRESSES;
        }
    };

    Strangers(TurnSettings settings, long nowNanos) {
        this.perSecond = settings.strangersPerSecond();
        this.all = new TokenBucket(settings.strangersInAll(), settings.strangersInAll(), nowNanos);
    }

    boolean mayAnswer(TransportAddress client, long nowNanos) {
        // One household or machine has a /64 of IPv6 to itself.
        long low = client.isIpv4() ? client.low() : 0;
        TransportAddress key = new TransportAddress(client.high(), low, 0);
        TokenBucket own = byAddress.computeIfAbsent(
                key, _ -> new TokenBucket(perSecond, (double) perSecond * BURST_SECONDS, nowNanos));
        return own.take(1, nowNanos) && all.take(1, nowNanos);
    }
}
