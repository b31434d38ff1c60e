package dev.roomjar.media.sdp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads and writes the lines that announce RTP streams: {@code ssrc}, {@code ssrc-group} (RFC 5576), {@code simulcast} (RFC 8853). */
final class StreamLines {
    private static final int MAX_STREAMS = 64;

    /** RFC 8852 §3: letters and digits; RFC 8851 allows two marks more. A header extension of one byte holds 16. */
    private static final Pattern RID = Pattern.compile("[A-Za-z0-9_-]{1,16}");

    private StreamLines() {}

    /** The SSRC of each retransmission stream with the SSRC it repairs: the second and first of each FID group. */
    static Map<Integer, Integer> rtxSsrcs(MediaDescription section) {
        Map<Integer, Integer> repairs = new HashMap<>();
        for (String group : section.attributes().all("ssrc-group")) {
            String[] words = group.split(" +", -1);
            if (words.length == 3 && words[0].equals("FID") && repairs.size() < MAX_STREAMS) {
                long media = Numbers.parseSsrc(words[1]);
                long rtx = Numbers.parseSsrc(words[2]);
                if (media >= 0 && rtx >= 0) {
                    repairs.put((int) rtx, (int) media);
                }
            }
        }
        return repairs;
    }

    /** The SSRCs announced for media, without those of retransmissions. */
    static List<Integer> ssrcs(MediaDescription section) {
        Set<Integer> ssrcs = new LinkedHashSet<>();
        for (String line : section.attributes().all("ssrc")) {
            long ssrc = Numbers.parseSsrc(line.split(" ", 2)[0]);
            if (ssrc >= 0 && ssrcs.size() < MAX_STREAMS) {
                ssrcs.add((int) ssrc);
            }
        }
        ssrcs.removeAll(rtxSsrcs(section).keySet());
        return List.copyOf(ssrcs);
    }

    /** The restriction ids of the encodings that the author offers to send at once, in its order; empty without simulcast. */
    static List<String> sendRids(MediaDescription section) {
        List<String> rids = new ArrayList<>();
        String[] words = section.attributes().first("simulcast").orElse("").split(" +", -1);
        for (int i = 0; i + 1 < words.length; i += 2) {
            if (words[i].equals("send")) {
                for (String alternatives : words[i + 1].split(";", -1)) {
                    String first = alternatives.split(",", 2)[0];
                    String rid = first.startsWith("~") ? first.substring(1) : first;
                    if (RID.matcher(rid).matches() && !rids.contains(rid) && rids.size() < MAX_STREAMS) {
                        rids.add(rid);
                    }
                }
            }
        }
        return rids;
    }

    /** Announces a track: its SSRC, and that of its retransmissions where a codec has them. */
    static void write(
            OutgoingMedia outgoing, List<Codec> codecs, String cname, String messageStream, Attributes.Builder out) {
        String media = Integer.toUnsignedString(outgoing.ssrc());
        boolean repaired = codecs.stream().anyMatch(Codec::hasRtx);
        String rtx = Integer.toUnsignedString(outgoing.rtxSsrc());
        if (repaired) {
            out.add("ssrc-group", "FID " + media + " " + rtx);
        }
        for (String ssrc : repaired ? List.of(media, rtx) : List.of(media)) {
            out.add("ssrc", ssrc + " cname:" + cname).add("ssrc", ssrc + " msid:" + messageStream);
        }
    }

    /** Accepts encodings offered (RFC 8853 §5.3.2); none, no lines. */
    static void writeReceivedRids(List<String> rids, Attributes.Builder out) {
        if (rids.isEmpty()) {
            return;
        }
        rids.forEach(rid -> out.add("rid", rid + " recv"));
        out.add("simulcast", "recv " + String.join(";", rids));
    }
}
