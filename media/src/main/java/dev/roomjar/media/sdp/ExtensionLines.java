package dev.roomjar.media.sdp;

import dev.roomjar.media.rtp.ExtensionIds;
import dev.roomjar.media.rtp.HeaderExtension;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Reads and writes {@code a=extmap} lines (RFC 8285 §5). */
final class ExtensionLines {
    private static final int LONGEST_ONE_BYTE_ID = 14;

    private ExtensionLines() {}

    /**
     * The understood extensions of a section. In a bundle an id means one extension (RFC 9143 §15.2); where an offer breaks that, as
     * aiortc's do, the id keeps its first meaning, since that peer could not tell the two apart either.
     *
     * @param wanted the direction, from the section author's view, in which they will be used
     */
    static ExtensionIds read(SessionDescription session, MediaDescription section, Direction wanted) {
        boolean mixed = session.attributes().has("extmap-allow-mixed")
                || section.attributes().has("extmap-allow-mixed");
        EnumMap<HeaderExtension, Integer> ids = new EnumMap<>(HeaderExtension.class);
        Set<Integer> taken = new HashSet<>();
        Map<Integer, String> meanings = meanings(session);
        for (String line : section.attributes().all("extmap")) {
            String[] words = line.split(" +", -1);
            String[] number = words[0].split("/", 2);
            int id = id(number);
            boolean usable = id >= 1
                    && id <= (mixed ? 255 : LONGEST_ONE_BYTE_ID)
                    && words.length > 1
                    && words[1].equals(meanings.get(id));
            if (usable && (number.length == 1 || allows(number[1], wanted)) && taken.add(id)) {
                HeaderExtension.named(words[1]).ifPresent(extension -> ids.putIfAbsent(extension, id));
            }
        }
        return new ExtensionIds(ids, mixed);
    }

    private static Map<Integer, String> meanings(SessionDescription session) {
        Map<Integer, String> meanings = new HashMap<>();
        for (MediaDescription section : session.media()) {
            for (String line : section.attributes().all("extmap")) {
                String[] words = line.split(" +", 3);
                if (words.length > 1) {
                    meanings.putIfAbsent(id(words[0].split("/", 2)), words[1]);
                }
            }
        }
        return meanings;
    }

    private static int id(String[] number) {
        return number.length == 0 ? -1 : Numbers.parse(number[0]);
    }

    private static boolean allows(String direction, Direction wanted) {
        return direction.equals(Direction.SENDRECV.sdpName()) || direction.equals(wanted.sdpName());
    }

    static void write(Map<HeaderExtension, Integer> ids, Attributes.Builder out) {
        ids.forEach((extension, id) -> out.add("extmap", id + " " + extension.uri()));
    }
}
