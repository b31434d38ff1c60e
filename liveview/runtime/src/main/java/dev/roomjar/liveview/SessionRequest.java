package dev.roomjar.liveview;

import java.util.LinkedHashMap;
import java.util.Map;

/** A plain HTTP request that may change the visitor's session. Used by one thread. */
public abstract sealed class SessionRequest permits FormRequest, VisitRequest {
    private final Params params;
    private final Map<String, String> session;
    private final String address;
    private final Map<String, String> flash = new LinkedHashMap<>();

    SessionRequest(Params params, Map<String, String> session, String address) {
        this.params = params;
        this.session = new LinkedHashMap<>(session);
        this.address = address;
    }

    /** What was sent: the fields of a form, the parameters of an address. */
    public final Params params() {
        return params;
    }

    /** The visitor's session with the changes made so far. */
    public final Session session() {
        return new Session(session);
    }

    /** The network address that the request came from, to tell apart who tries things out; a proxy's where there is one. */
    public final String address() {
        return address;
    }

    /** Keeps a value in the visitor's session. All of it must fit a cookie: about 3,000 bytes. */
    public final void store(String key, String value) {
        if (key.isEmpty() || key.startsWith("_")) {
            throw new IllegalArgumentException(
                    "\"" + key + "\" is no key for a session: those with an underscore first are the library's own");
        }
        session.put(key, value);
    }

    /** Removes a value from the visitor's session. */
    public final void forget(String key) {
        session.remove(key);
    }

    /** Shows a message once on the next page. */
    public final void flash(String kind, String message) {
        flash.put(kind, message);
    }

    final Map<String, String> edited() {
        return session;
    }

    final Map<String, String> nextFlash() {
        return flash;
    }
}
