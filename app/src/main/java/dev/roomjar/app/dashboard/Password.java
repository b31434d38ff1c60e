package dev.roomjar.app.dashboard;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** A password as it is kept: salted, and stretched by PBKDF2 with HMAC-SHA-256 (RFC 8018). Only its owner knows the word. */
public final class Password {
    private static final String FORM = "pbkdf2-sha256";
    private static final int ROUNDS = 210_000;
    private static final int MOST_ROUNDS = 10_000_000;
    private static final int BYTES = 32;

    /** Without those that are taken for one another. */
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final int LONGEST = 200;

    private final int rounds;
    private final byte[] salt;
    private final byte[] stretched;

    private Password(int rounds, byte[] salt, byte[] stretched) {
        this.rounds = rounds;
        this.salt = salt;
        this.stretched = stretched;
    }

    /** A new one that nobody can guess (99 bits), easy to read aloud: four groups of five. */
    public static String invent(RandomGenerator random) {
        return Stream.generate(() -> random.ints(5, 0, LETTERS.length())
                        .mapToObj(LETTERS::charAt)
                        .map(String::valueOf)
                        .collect(Collectors.joining()))
                .limit(4)
                .collect(Collectors.joining("-"));
    }

    /** The form to keep of what somebody will type. */
    public static Password of(String word, RandomGenerator random) {
        byte[] salt = new byte[16];
        random.nextBytes(salt);
        return new Password(ROUNDS, salt, stretch(word, salt, ROUNDS));
    }

    /** Reads what {@link #line} wrote; empty where it is something else. */
    public static Optional<Password> parse(String line) {
        List<String> parts = List.of(line.strip().split(" ", -1));
        try {
            if (parts.size() != 4 || !parts.get(0).equals(FORM)) {
                return Optional.empty();
            }
            int rounds = Integer.parseInt(parts.get(1));
            byte[] salt = HexFormat.of().parseHex(parts.get(2));
            byte[] stretched = HexFormat.of().parseHex(parts.get(3));
            boolean sound = rounds > 0 && rounds <= MOST_ROUNDS && salt.length > 0 && stretched.length == BYTES;
            return sound ? Optional.of(new Password(rounds, salt, stretched)) : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** One line for a file. */
    public String line() {
        HexFormat hex = HexFormat.of();
        return FORM + " " + rounds + " " + hex.formatHex(salt) + " " + hex.formatHex(stretched);
    }

    /** Whether somebody typed it; takes a while on purpose. */
    public boolean is(String typed) {
        return typed.length() <= LONGEST && MessageDigest.isEqual(stretched, stretch(typed, salt, rounds));
    }

    /** Tells this password from the one before, and nothing else. */
    String fingerprint() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(line().getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(Arrays.copyOf(digest, 8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }

    @Override
    public String toString() {
        return "Password[…]";
    }

    private static byte[] stretch(String word, byte[] salt, int rounds) {
        PBEKeySpec key = new PBEKeySpec(word.toCharArray(), salt, rounds, BYTES * 8);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(key)
                    .getEncoded();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has PBKDF2 with HMAC-SHA-256", impossible);
        } finally {
            key.clearPassword();
        }
    }
}
