package dev.roomjar.liveview;

import java.util.Map;

/**
 * A page that the browser asks for, with the parameters of its address. Any other site may have made the browser ask: what it
 * changes must be proven by what the address brings, such as something signed.
 */
public final class VisitRequest extends SessionRequest {
    VisitRequest(Params params, Map<String, String> session, String address) {
        super(params, session, address);
    }
}
