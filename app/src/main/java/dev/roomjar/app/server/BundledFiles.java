package dev.roomjar.app.server;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.roomjar.app.page.Assets;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The scripts, style sheets and fonts that the build put on the class path. Their names hold the hash of their content, so
 * browsers may keep them for ever.
 */
final class BundledFiles implements Assets {

    private static final String FOLDER = "/static/assets/";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[a-z0-9]+)+");
    /** Not with weight zero, which is a refusal (RFC 9110 §12.5.3). */
    private static final Pattern GZIP = Pattern.compile("\\bgzip\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$))");

    private static final Map<String, String> TYPES = Map.of(
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "woff2", "font/woff2",
            "map", "application/json");

    private final Map<String, String> names;
    private final Map<String, Content> contents = new ConcurrentHashMap<>();

    /** A file, plain and packed (RFC 1952); of what gets no smaller, as fonts do not, the packed form is the plain one. */
    private record Content(Buffer plain, Buffer packed) {

        static Content of(byte[] bytes) {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                gzip.write(bytes);
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
            Buffer plain = Buffer.buffer(bytes);
            return new Content(plain, packed.size() < bytes.length ? Buffer.buffer(packed.toByteArray()) : plain);
        }
    }

    private BundledFiles(Map<String, String> names) {
        this.names = names;
    }

    static BundledFiles load() {
        byte[] manifest = read("manifest.json");
        if (manifest == null) {
            throw new IllegalStateException(
                    "The class path has no " + FOLDER + "manifest.json: build the module app with Maven");
        }
        try {
            return new BundledFiles(
                    new ObjectMapper().readValue(manifest, new TypeReference<Map<String, String>>() {}));
        } catch (IOException broken) {
            throw new UncheckedIOException(FOLDER + "manifest.json is broken", broken);
        }
    }

    void mount(Router router) {
        router.get("/assets/:file").handler(this::serve);
        router.get("/embed.js").handler(context -> serveToOthers(context, "embed.js", "text/javascript"));
        router.get("/embed.d.ts").handler(context -> serveToOthers(context, "embed.d.ts", "text/plain"));
    }

    @Override
    public String path(String name) {
        String hashed = names.get(name);
        if (hashed == null) {
            throw new IllegalArgumentException("no bundled file \"" + name + "\" among " + names.keySet());
        }
        return "/assets/" + hashed;
    }

    private void serve(RoutingContext context) {
        String file = Objects.requireNonNull(context.pathParam("file"), "a parameter of the route");
        String type = TYPES.get(file.substring(file.lastIndexOf('.') + 1));
        Content content = type != null && NAME.matcher(file).matches() ? content(file) : null;
        if (content == null) {
            context.fail(404);
            return;
        }
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, type)
                .putHeader(HttpHeaders.CACHE_CONTROL, "public, max-age=31536000, immutable")
                .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        if (content.packed() != content.plain() && takesGzip(context)) {
            context.response().putHeader(HttpHeaders.CONTENT_ENCODING, "gzip").end(content.packed());
        } else {
            context.response().end(content.plain());
        }
    }

    /** What pages of other sites load by a name that stays the same. */
    private void serveToOthers(RoutingContext context, String name, String type) {
        Content content = content(path(name).substring("/assets/".length()));
        if (content == null) {
            context.fail(404);
            return;
        }
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, type + "; charset=utf-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "public, max-age=600")
                .putHeader("Access-Control-Allow-Origin", "*")
                .putHeader("Cross-Origin-Resource-Policy", "cross-origin")
                .end(content.plain());
    }

    private static boolean takesGzip(RoutingContext context) {
        String encodings = context.request().getHeader(HttpHeaders.ACCEPT_ENCODING);
        return encodings != null && GZIP.matcher(encodings).find();
    }

    private @Nullable Content content(String file) {
        Content known = contents.get(file);
        if (known != null) {
            return known;
        }
        byte[] bytes = read(file);
        if (bytes == null) {
            return null;
        }
        Content content = Content.of(bytes);
        contents.put(file, content);
        return content;
    }

    private static byte @Nullable [] read(String file) {
        try (InputStream resource = BundledFiles.class.getResourceAsStream(FOLDER + file)) {
            return resource == null ? null : resource.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot read " + FOLDER + file + " from the class path", unreadable);
        }
    }
}
