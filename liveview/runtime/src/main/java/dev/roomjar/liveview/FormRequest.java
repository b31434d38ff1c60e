package dev.roomjar.liveview;

import java.util.Map;

/** A plain form that the browser has posted; its CSRF token has been checked. */
public final class FormRequest extends SessionRequest {
    FormRequest(Params params, Map<String, String> session, String address) {
        super(params, session, address);
    }
}
