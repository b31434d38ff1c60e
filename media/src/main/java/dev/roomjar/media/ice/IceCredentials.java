package dev.roomjar.media.ice;

import java.util.random.RandomGenerator;

/**
 * The user name fragment and password of one agent for one ICE session (RFC 8445 §5.3).
 *
 * @param ufrag 4 to 256 ice-chars
 * @param pwd 22 to 256 ice-chars; secret, so {@link #toString()} does not show it
 */
public record IceCredentials(String ufrag, String pwd) {
    private static final String ICE_CHARS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final int UFRAG_LENGTH = 8;
    private static final int PWD_LENGTH = 24;

    public IceCredentials {
        requireIceChars("ice-ufrag", ufrag, 4);
        requireIceChars("ice-pwd", pwd, 22);
    }

    /** New credentials of 48 and 144 random bits. Give a cryptographically strong generator outside tests. */
    public static IceCredentials random(RandomGenerator random) {
        return new IceCredentials(iceChars(random, UFRAG_LENGTH), iceChars(random, PWD_LENGTH));
    }

    private static String iceChars(RandomGenerator random, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(ICE_CHARS.charAt(random.nextInt(ICE_CHARS.length())));
        }
        return text.toString();
    }

    private static void requireIceChars(String name, String value, int min) {
        if (value.length() < min || value.length() > 256) {
            throw new IllegalArgumentException(
                    "%s has %d characters; it must have %d to 256".formatted(name, value.length(), min));
        }
        for (int i = 0; i < value.length(); i++) {
            if (ICE_CHARS.indexOf(value.charAt(i)) < 0) {
                throw new IllegalArgumentException(
                        "%s holds a character that is not a letter, digit, '+' or '/' at position %d"
                                .formatted(name, i));
            }
        }
    }

    @Override
    public String toString() {
        return "IceCredentials[" + ufrag + "]";
    }
}
