package dev.roomjar.liveview.channel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * Where a page is: an address and what its route made of it.
 *
 * @param uri path and query as they stand in the address bar
 * @param pathParams the parameters in the path, decoded
 */
public record Location(String uri, Map<String, String> pathParams) {
    /** The parameters of query and path; the path's win. */
    public ObjectNode params() {
        int query = uri.indexOf('?');
        ObjectNode params = query < 0 ? Wire.object() : FormData.decode(uri.substring(query + 1));
        pathParams.forEach(params::put);
        return params;
    }

    /** The path alone. */
    public String path() {
        return pathOf(uri);
    }

    static String pathOf(String uri) {
        int query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }

    /** Path and query of an absolute or relative URL, without the fragment. */
    static String uriOf(String url) {
        int fragment = url.indexOf('#');
        String address = fragment < 0 ? url : url.substring(0, fragment);
        int host = address.indexOf("://");
        if (host < 0) {
            return address;
        }
        int path = address.indexOf('/', host + 3);
        return path < 0 ? "/" : address.substring(path);
    }
}
