package dev.roomjar.app.whip;

import dev.roomjar.opentok.session.RateLimit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many requests of one address may be refused for their token: who tries tokens out, or hammers with an old one, is told to
 * slow down. Requests with a good token are never held back, since a proxy shows many people under one address. Thread rule: any
 * thread.
 */
public final class FailureLimit {
    private static final int PER_SECOND = 1;
    private static final int AT_ONCE = 20;
    private static final int MOST_ADDRESSES = 10_000;

    private final Map<String, RateLimit> addresses = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, RateLimit> eldest) {
            return size() > MOST_ADDRESSES;
        }
    };

    /** Counts a failure; whether it is one too many. */
    public boolean isTooMany(String address, long nowMillis) {
        synchronized (addresses) {
            return !addresses
                    .computeIfAbsent(address, first -> new RateLimit(PER_SECOND, AT_ONCE))
                    .take(nowMillis);
        }
    }
}
