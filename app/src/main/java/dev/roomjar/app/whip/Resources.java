package dev.roomjar.app.whip;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;

/** The encoders and players that there are now, by the unguessable ids in their URLs. Thread rule: any thread. */
final class Resources {
    private static final int ID_BYTES = 16;

    private final ActorSystem<?> actors;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    Resources(ActorSystem<?> actors) {
        this.actors = actors;
    }

    /**
     * One of them.
     *
     * @param path of the endpoint that it was made at
     * @param tokenHash of the token that it was made with, which stays good for it when its time has run out
     */
    @SuppressWarnings("ArrayRecordComponent") // Compared in constant time only.
    record Entry(String id, String path, byte[] tokenHash, ActorRef<ResourceCommand> actor) {
        boolean isOwnedBy(String token) {
            return MessageDigest.isEqual(tokenHash, hash(token));
        }
    }

    /** Starts one, whose behavior is made with what to call at its end. */
    Entry start(String path, String token, Function<Runnable, Behavior<ResourceCommand>> behavior) {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        String id = HexFormat.of().formatHex(bytes);
        return entries.computeIfAbsent(id, fresh -> {
            // The id is a secret, and names of actors are logged.
            ActorRef<ResourceCommand> actor = actors.systemActorOf(
                    behavior.apply(() -> entries.remove(fresh)),
                    "whip-" + HexFormat.of().formatHex(hash(fresh), 0, 8),
                    Props.empty());
            return new Entry(fresh, path, hash(token), actor);
        });
    }

    Optional<Entry> find(String path, String id) {
        return Optional.ofNullable(entries.get(id)).filter(entry -> entry.path().equals(path));
    }

    static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("This Java runtime has no SHA-256", missing);
        }
    }
}
