package dev.roomjar.app.room;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A piece of a chat message: words, or a link. What is shown of a link is its address, exactly as it was written, so it cannot
 * pretend to lead elsewhere.
 *
 * @param address where the link leads, always http or https; empty for words
 */
public record ChatPart(String text, String address) {

    /** Ends where no address goes on: at white space, quotes and brackets of markup, and what nobody sees. */
    private static final Pattern CANDIDATE =
            Pattern.compile("(?i)(?<![\\p{L}\\p{N}_])https?://[^\\s\\p{Z}\\p{C}<>\"`\\\\]++");

    /** Letters of any script, since names in them are registered; a port; or an IPv6 address in brackets. */
    private static final Pattern HOST =
            Pattern.compile("(?:[\\p{L}\\p{M}\\p{N}.-]++|\\[[0-9a-fA-F:.]{2,45}])(?::\\d{1,5})?");

    private static final String SENTENCE_MARKS = ".,;:!?…'’”»*_~";

    /** The parts of a message in their order; put together they are the message. */
    static List<ChatPart> of(String message) {
        List<ChatPart> parts = new ArrayList<>();
        Matcher candidate = CANDIDATE.matcher(message);
        int written = 0;
        while (candidate.find()) {
            String address = withoutSentence(candidate.group());
            if (leadsSomewhere(address)) {
                addWords(parts, message.substring(written, candidate.start()));
                parts.add(new ChatPart(address, address));
                written = candidate.start() + address.length();
            }
        }
        addWords(parts, message.substring(written));
        return List.copyOf(parts);
    }

    private static void addWords(List<ChatPart> parts, String words) {
        if (!words.isEmpty()) {
            parts.add(new ChatPart(words, ""));
        }
    }

    /** Without the marks that belong to the sentence around it, and the bracket that was opened before it. */
    private static String withoutSentence(String address) {
        int[] open = {unclosed(address, '(', ')'), unclosed(address, '[', ']'), unclosed(address, '{', '}')};
        int end = address.length();
        while (end > 0) {
            char last = address.charAt(end - 1);
            int bracket = ")]}".indexOf(last);
            if (bracket >= 0 && open[bracket] < 0) {
                open[bracket]++;
            } else if (SENTENCE_MARKS.indexOf(last) < 0) {
                break;
            }
            end--;
        }
        return address.substring(0, end);
    }

    /** Negative where more are closed than opened. */
    private static int unclosed(String address, char opening, char closing) {
        return (int) (address.chars().filter(c -> c == opening).count()
                - address.chars().filter(c -> c == closing).count());
    }

    /** There is a host, and nobody's name and password before it: {@code https://bank.example@elsewhere.example} deceives. */
    private static boolean leadsSomewhere(String address) {
        int start = address.indexOf("://");
        if (start < 0) {
            return false;
        }
        String rest = address.substring(start + "://".length());
        int end = 0;
        while (end < rest.length() && "/?#".indexOf(rest.charAt(end)) < 0) {
            end++;
        }
        String host = rest.substring(0, end);
        return HOST.matcher(host).matches() && host.codePoints().anyMatch(c -> Character.isLetterOrDigit(c));
    }

    public boolean link() {
        return !address.isEmpty();
    }
}
