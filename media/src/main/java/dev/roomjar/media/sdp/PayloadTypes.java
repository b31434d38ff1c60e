package dev.roomjar.media.sdp;

import dev.roomjar.media.rtp.Encoding;
import dev.roomjar.media.rtp.MediaKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The payload types of one bundle, in which a payload type may mean one codec configuration only (RFC 9143 §9.2). A
 * configuration keeps its payload type for the life of the bundle, and gets its publisher's where that is free.
 */
final class PayloadTypes {
    private static final Set<Feedback> VIDEO_FEEDBACK =
            EnumSet.of(Feedback.NACK, Feedback.NACK_PLI, Feedback.CCM_FIR, Feedback.TRANSPORT_CC, Feedback.GOOG_REMB);
    private static final Set<Feedback> AUDIO_FEEDBACK = Set.of(Feedback.TRANSPORT_CC);

    private final Map<String, Integer> assigned = new HashMap<>();
    private final boolean[] taken = new boolean[128];

    /** The same codecs under this bundle's payload types, once each; those for which none is left are missing. */
    List<Codec> assign(List<Codec> codecs) {
        List<Codec> result = new ArrayList<>();
        int opus = opus(codecs);
        for (Codec codec : codecs) {
            int payloadType = assign(configuration(codec), codec.payloadType());
            boolean known = result.stream().anyMatch(earlier -> earlier.payloadType() == payloadType);
            if (payloadType < 0 || known) {
                continue;
            }
            boolean video = codec.encoding().kind() == MediaKind.VIDEO;
            int rtx = video ? assign("rtx " + payloadType, codec.rtxPayloadType()) : Codec.NO_RTX;
            result.add(new Codec(
                    codec.encoding(),
                    payloadType,
                    codec.channels(),
                    codec.encoding() == Encoding.RED ? opus + "/" + opus : codec.parameters(),
                    video ? VIDEO_FEEDBACK : AUDIO_FEEDBACK,
                    rtx));
        }
        return result;
    }

    /** The payload type that redundant audio names in its parameters and inside its packets. */
    private int opus(List<Codec> codecs) {
        return codecs.stream()
                .filter(codec -> codec.encoding() == Encoding.OPUS)
                .findFirst()
                .map(codec -> assign(configuration(codec), codec.payloadType()))
                .orElse(-1);
    }

    /** What makes two codecs the same stream format: the encoding and those parameters that change the bits. */
    static String configuration(Codec codec) {
        String parameters = codec.parameters();
        return codec.encoding().rtpName() + "/" + codec.channels() + ";"
                + switch (codec.encoding()) {
                    case OPUS, RED, VP8 -> "";
                    case VP9 -> CodecLines.parameter(parameters, "profile-id").orElse("0");
                    case AV1 -> CodecLines.parameter(parameters, "profile").orElse("0");
                    case H264 ->
                        h264Profile(parameters) + ";"
                                + CodecLines.parameter(parameters, "packetization-mode")
                                        .orElse("0");
                };
    }

    /** Profile and constraints without the level, which the two ends may differ in (RFC 6184 §8.2.2). */
    private static String h264Profile(String parameters) {
        String id = CodecLines.parameter(parameters, "profile-level-id").orElse("42001f");
        return id.substring(0, Math.min(4, id.length())).toLowerCase(Locale.ROOT);
    }

    private int assign(String configuration, int wanted) {
        Integer known = assigned.get(configuration);
        if (known != null) {
            return known;
        }
        int free = isFree(wanted) ? wanted : firstFree();
        if (free >= 0) {
            taken[free] = true;
            assigned.put(configuration, free);
        }
        return free;
    }

    private boolean isFree(int payloadType) {
        return payloadType >= 0 && payloadType < 128 && !taken[payloadType];
    }

    private int firstFree() {
        for (int payloadType = 96; payloadType < 128; payloadType++) {
            if (!taken[payloadType]) {
                return payloadType;
            }
        }
        for (int payloadType = 63; payloadType >= 35; payloadType--) {
            if (!taken[payloadType]) {
                return payloadType;
            }
        }
        return -1;
    }
}
