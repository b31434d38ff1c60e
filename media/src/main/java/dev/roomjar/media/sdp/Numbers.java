package dev.roomjar.media.sdp;

/** Numbers in session descriptions. */
final class Numbers {
    private Numbers() {}

    /** A decimal number of up to nine digits; −1 for anything else. */
    static int parse(String text) {
        if (text.isEmpty() || text.length() > 9) {
            return -1;
        }
        int number = 0;
        for (int i = 0; i < text.length(); i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9') {
                return -1;
            }
            number = number * 10 + digit - '0';
        }
        return number;
    }

    /** An SSRC, 0 to 2^32−1, as its 32 bits; −1L for anything else. */
    static long parseSsrc(String text) {
        if (text.isEmpty() || text.length() > 10 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        long number = Long.parseLong(text);
        return number <= 0xffff_ffffL ? number : -1;
    }
}
