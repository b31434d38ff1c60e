package dev.roomjar.liveview;

import java.util.LinkedHashMap;
import java.util.Map;

/** A plain form that the browser has posted; its CSRF token has been checked. Used by one thread. */
public final class FormRequest {
    private final Params params;
    private final Map<String, String> session;
    private final String address;
    private final Map<String, String> flash = new LinkedHashMap<>();

    FormRequest(Params params, Map<String, String> session, String address) {
        this.params = params;
        this.session = new LinkedHashMap<>(session);
        this.address = address;
    }

    /** The fields of the form. */
    public Params params() {
        return params;
    }

    /** The visitor's session with the changes made so far. */
    public Session session() {
        return new Session(session);
    }

    /** The network address that the form came from, to tell apart who tries things out; a proxy's where there is one. */
    public String address() {
        return address;
    }

    /** Keeps a value in the visitor's session. All of it must fit a cookie: about 3,000 bytes. */
    public void store(String key, String value) {
        if (key.isEmpty() || key.startsWith("_")) {
            throw new IllegalArgumentException(
                    "\"" + key + "\" is no key for a session: those with an underscore first are the library's own");
        }
        session.put(key, value);
    }

    /** Removes a value from the visitor's session. */
    public void forget(String key) {
        session.remove(key);
    }

    /** Shows a message once on the next page. */
    public void flash(String kind, String message) {
        flash.put(kind, message);
    }

    Map<String, String> editedSession() {
        return session;
    }

    Map<String, String> nextFlash() {
        return flash;
    }
}
