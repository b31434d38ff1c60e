package dev.roomjar.media.sdp;

import dev.roomjar.media.MediaException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A session description (RFC 8866) as far as WebRTC uses it. Lines of kinds not used here are skipped.
 *
 * @param origin what follows {@code o=}
 * @param attributes those of the session, above the first media section
 */
record SessionDescription(String origin, Attributes attributes, List<MediaDescription> media) {
    /** Longest text taken, in characters: some hundred sections of a browser's usual size. */
    static final int MAX_LENGTH = 1 << 20;

    static final int MAX_LINES = 32_768;
    static final int MAX_SECTIONS = 512;

    SessionDescription {
        media = List.copyOf(media);
    }

    /** @throws MediaException where the text is no session description or is larger than the limits */
    static SessionDescription parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new MediaException("The session description has " + text.length() + " characters, more than the "
                    + MAX_LENGTH + " allowed.");
        }
        String[] lines = text.split("\r\n|\n|\r", MAX_LINES + 1);
        if (lines.length > MAX_LINES) {
            throw new MediaException("The session description has more than " + MAX_LINES + " lines.");
        }
        return new Parser().parse(lines);
    }

    /** The text, with the line ends that RFC 8866 wants. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(4096);
        line(out, 'v', "0");
        line(out, 'o', origin);
        line(out, 's', "-");
        line(out, 't', "0 0");
        attributes.list().forEach(attribute -> line(out, 'a', attribute.toString()));
        for (MediaDescription section : media) {
            line(
                    out,
                    'm',
                    section.media() + " " + section.port() + " " + section.protocol() + " "
                            + String.join(" ", section.formats()));
            if (!section.connection().isEmpty()) {
                line(out, 'c', section.connection());
            }
            section.attributes().list().forEach(attribute -> line(out, 'a', attribute.toString()));
        }
        return out.toString();
    }

    private static void line(StringBuilder out, char type, String value) {
        out.append(type).append('=').append(value).append("\r\n");
    }

    private static final class Parser {
        private String origin = "";
        private final Attributes.Builder session = Attributes.builder();
        private final List<MediaDescription> media = new ArrayList<>();
        private String[] mediaLine = {};
        private String connection = "";
        private Attributes.Builder current = session;

        SessionDescription parse(String[] lines) {
            if (!lines[0].strip().equals("v=0")) {
                throw new MediaException("This is no session description: its first line is not \"v=0\".");
            }
            for (int i = 1; i < lines.length; i++) {
                String line = lines[i].strip();
                if (line.length() > 2 && line.charAt(1) == '=') {
                    take(line.charAt(0), line.substring(2), i + 1);
                }
            }
            endSection();
            return new SessionDescription(origin, session.build(), media);
        }

        private void take(char type, String value, int lineNumber) {
            switch (type) {
                case 'o' -> origin = value;
                case 'c' -> connection = value;
                case 'm' -> startSection(value, lineNumber);
                case 'a' -> {
                    Attributes.Attribute attribute = Attributes.Attribute.parse(value);
                    current.add(attribute.name(), attribute.value());
                }
                default -> {} // Bandwidth, times, keys and the like do not matter here.
            }
        }

        private void startSection(String value, int lineNumber) {
            endSection();
            if (media.size() == MAX_SECTIONS) {
                throw new MediaException("The session description has more than " + MAX_SECTIONS + " media sections.");
            }
            String[] words = value.split(" +", -1);
            if (words.length < 4 || !isPort(words[1])) {
                throw new MediaException("Line " + lineNumber + " of the session description, \"m=" + value
                        + "\", is not \"m=<media> <port> <protocol> <formats>\".");
            }
            mediaLine = words;
            connection = "";
            current = Attributes.builder();
        }

        private static boolean isPort(String word) {
            int slash = word.indexOf('/');
            int port = Numbers.parse(slash < 0 ? word : word.substring(0, slash));
            return port >= 0 && port <= 65535;
        }

        private void endSection() {
            if (mediaLine.length == 0) {
                return;
            }
            String[] words = mediaLine;
            media.add(new MediaDescription(
                    words[0],
                    Numbers.parse(words[1].split("/", 2)[0]),
                    words[2],
                    Arrays.asList(words).subList(3, words.length),
                    connection,
                    current.build()));
        }
    }
}
