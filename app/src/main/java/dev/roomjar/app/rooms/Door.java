package dev.roomjar.app.rooms;

import dev.roomjar.media.Admission;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;

/** Who may come into one room: lock, password, waiting room, bans, and how many. */
final class Door {
    private static final int MOST_KNOWN = 500;

    private final int limit;
    private final RateLimit attempts;

    /** The secrets of the latest people who were let in: they may come back. */
    private final SequencedSet<String> known = new LinkedHashSet<>();

    private final Set<String> bannedSecrets = new HashSet<>();
    private final Set<Name> bannedNames = new HashSet<>();
    private Rules rules;
    private String password;

    Door(Opening opening, int limit, Instant now) {
        this.rules = Rules.of(opening);
        this.password = opening.password();
        this.limit = limit;
        this.attempts = new RateLimit(20, Duration.ofSeconds(6), now);
    }

    /** What an arrival meets. */
    sealed interface Verdict {
        record Open() implements Verdict {}

        record Wait() implements Verdict {}

        record Shut(Refusal refusal) implements Verdict {}
    }

    /**
     * Judges somebody who has no seat now.
     *
     * @param people how many are in
     * @param first whether the room opens for them
     */
    Verdict judge(Arrival arrival, int people, boolean first, Admission admission, Instant now) {
        if (bannedSecrets.contains(arrival.secret())
                || (!arrival.vouched() && bannedNames.contains(arrival.person()))) {
            return new Verdict.Shut(new Refusal.Banned());
        }
        if (people >= limit) {
            return new Verdict.Shut(new Refusal.RoomFull(limit));
        }
        if (known.contains(arrival.secret())) {
            return new Verdict.Open();
        }
        Optional<Refusal> refusal = rules.locked() ? Optional.of(new Refusal.Locked()) : refusal(admission);
        if (refusal.isPresent()) {
            return new Verdict.Shut(refusal.get());
        }
        if (first || arrival.invitedAs() != null) {
            return new Verdict.Open();
        }
        return password(arrival.password(), now)
                .<Verdict>map(Verdict.Shut::new)
                .orElseGet(() -> rules.waitingRoom() ? new Verdict.Wait() : new Verdict.Open());
    }

    private static Optional<Refusal> refusal(Admission admission) {
        return switch (admission) {
            case OPEN -> Optional.empty();
            case FULL, BUSY -> Optional.of(new Refusal.ServerBusy());
            case DRAINING -> Optional.of(new Refusal.ServerStopping());
        };
    }

    private Optional<Refusal> password(String typed, Instant now) {
        if (password.isEmpty()) {
            return Optional.empty();
        }
        if (typed.isEmpty()) {
            return Optional.of(new Refusal.PasswordNeeded());
        }
        if (!attempts.take(now)) {
            return Optional.of(new Refusal.TooManyAttempts());
        }
        return MessageDigest.isEqual(bytes(typed), bytes(password))
                ? Optional.empty()
                : Optional.of(new Refusal.WrongPassword());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    void passed(String secret) {
        if (known.add(secret) && known.size() > MOST_KNOWN) {
            known.removeFirst();
        }
    }

    /** From now on a newcomer again. */
    void forget(String secret) {
        known.remove(secret);
    }

    void ban(String secret, Name name) {
        forget(secret);
        bannedSecrets.add(secret);
        bannedNames.add(name);
    }

    Rules rules() {
        return rules;
    }

    /** Whether that changes anything. */
    boolean rules(Rules changed) {
        boolean different = !rules.equals(changed);
        rules = changed;
        return different;
    }

    boolean password(String wanted) {
        password = wanted;
        return rules(rules.password(!wanted.isEmpty()));
    }
}
