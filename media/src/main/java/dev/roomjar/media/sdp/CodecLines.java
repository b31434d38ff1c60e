package dev.roomjar.media.sdp;

import dev.roomjar.media.rtp.Encoding;
import dev.roomjar.media.rtp.MediaKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads and writes the lines that describe codecs: {@code rtpmap}, {@code fmtp}, {@code rtcp-fb} (RFC 8866, RFC 4585). */
final class CodecLines {
    private final MediaDescription section;
    private final Map<Integer, String> formats = new HashMap<>();
    private final Map<Integer, String> parameters = new HashMap<>();
    private final Map<Integer, EnumSet<Feedback>> feedback = new HashMap<>();
    private final EnumSet<Feedback> feedbackForAll = EnumSet.noneOf(Feedback.class);
    private final Map<Integer, Integer> rtxOf = new HashMap<>();

    private CodecLines(MediaDescription section) {
        this.section = section;
    }

    /** The forwardable codecs of a section in its order of preference. What cannot be forwarded is left out. */
    static List<Codec> read(MediaDescription section, MediaKind kind) {
        return new CodecLines(section).read(kind);
    }

    private List<Codec> read(MediaKind kind) {
        Set<Integer> payloadTypes = new HashSet<>();
        section.formats().forEach(format -> payloadTypes.add(Numbers.parse(format)));
        section.attributes().all("rtpmap").forEach(line -> number(line).ifPresent(pt -> formats.put(pt, rest(line))));
        section.attributes().all("fmtp").forEach(line -> number(line).ifPresent(pt -> parameters.put(pt, rest(line))));
        section.attributes().all("rtcp-fb").forEach(this::readFeedback);
        formats.forEach((pt, format) -> {
            if (format.toLowerCase(Locale.ROOT).startsWith("rtx/") && payloadTypes.contains(pt)) {
                rtxOf.put(
                        Numbers.parse(parameter(parameters.getOrDefault(pt, ""), "apt")
                                .orElse("")),
                        pt);
            }
        });
        List<Codec> codecs = new ArrayList<>();
        Set<Integer> seen = new HashSet<>();
        for (String format : section.formats()) {
            int payloadType = Numbers.parse(format);
            if (isUsable(payloadType) && seen.add(payloadType)) {
                codec(kind, payloadType).ifPresent(codecs::add);
            }
        }
        codecs.removeIf(codec -> codec.encoding() == Encoding.RED && !isRedundantOpus(codec, codecs));
        return codecs;
    }

    /** RFC 2198 §5: the parameters name the payload types of the blocks, {@code 111/111}. */
    private static boolean isRedundantOpus(Codec red, List<Codec> codecs) {
        return codecs.stream()
                .filter(codec -> codec.encoding() == Encoding.OPUS)
                .map(codec -> Integer.toString(codec.payloadType()))
                .anyMatch(opus ->
                        List.of(red.parameters().split("/", -1)).stream().allMatch(opus::equals));
    }

    /** 64 to 95 would be taken for RTCP where RTP and RTCP share a port (RFC 5761 §4). */
    private static boolean isUsable(int payloadType) {
        return (payloadType >= 0 && payloadType < 64) || (payloadType >= 96 && payloadType < 128);
    }

    private Optional<Codec> codec(MediaKind kind, int payloadType) {
        String[] format = formats.getOrDefault(payloadType, "").split("/", -1);
        if (format.length < 2) {
            return Optional.empty();
        }
        int channels = kind == MediaKind.AUDIO ? (format.length > 2 ? Numbers.parse(format[2]) : 1) : 0;
        Optional<Encoding> encoding = Encoding.named(kind, format[0], Numbers.parse(format[1]));
        EnumSet<Feedback> all = EnumSet.copyOf(feedbackForAll);
        all.addAll(feedback.getOrDefault(payloadType, EnumSet.noneOf(Feedback.class)));
        int rtx = rtxOf.getOrDefault(payloadType, Codec.NO_RTX);
        return encoding.map(known -> new Codec(
                known,
                payloadType,
                channels,
                withoutReceiverLimits(parameters.getOrDefault(payloadType, "")),
                all,
                isUsable(rtx) ? rtx : Codec.NO_RTX));
    }

    private void readFeedback(String line) {
        Feedback.named(rest(line)).ifPresent(known -> {
            if (line.startsWith("* ")) {
                feedbackForAll.add(known);
            } else {
                number(line)
                        .ifPresent(payloadType -> feedback.computeIfAbsent(
                                        payloadType, none -> EnumSet.noneOf(Feedback.class))
                                .add(known));
            }
        });
    }

    /** {@code max-fs}, {@code max-fr} and the like say what their author can receive; they describe no stream. */
    private static String withoutReceiverLimits(String parameters) {
        return Arrays.stream(parameters.split(";", -1))
                .map(String::strip)
                .filter(parameter -> !parameter.isEmpty() && !parameter.startsWith("max-"))
                .collect(Collectors.joining(";"));
    }

    private static Optional<Integer> number(String line) {
        int space = line.indexOf(' ');
        int number = space < 0 ? -1 : Numbers.parse(line.substring(0, space));
        return number < 0 ? Optional.empty() : Optional.of(number);
    }

    private static String rest(String line) {
        return line.substring(line.indexOf(' ') + 1).strip();
    }

    /** The value of one {@code name=value} in a list divided by semicolons. */
    static Optional<String> parameter(String parameters, String name) {
        for (String parameter : parameters.split(";", -1)) {
            int equals = parameter.indexOf('=');
            if (equals > 0 && parameter.substring(0, equals).strip().equalsIgnoreCase(name)) {
                return Optional.of(parameter.substring(equals + 1).strip());
            }
        }
        return Optional.empty();
    }

    /** The payload types as they stand on the {@code m=} line. */
    static List<String> formats(List<Codec> codecs) {
        List<String> formats = new ArrayList<>();
        for (Codec codec : codecs) {
            formats.add(Integer.toString(codec.payloadType()));
            if (codec.hasRtx()) {
                formats.add(Integer.toString(codec.rtxPayloadType()));
            }
        }
        return formats;
    }

    static void write(List<Codec> codecs, Attributes.Builder out) {
        codecs.forEach(codec -> write(codec, out));
    }

    private static void write(Codec codec, Attributes.Builder out) {
        Encoding encoding = codec.encoding();
        String payloadType = codec.payloadType() + " ";
        String channels = codec.channels() > 1 ? "/" + codec.channels() : "";
        out.add("rtpmap", payloadType + encoding.rtpName() + "/" + encoding.clockRate() + channels);
        codec.feedback().stream().sorted().forEach(feedback -> out.add("rtcp-fb", payloadType + feedback.sdpName()));
        if (!codec.parameters().isEmpty()) {
            out.add("fmtp", payloadType + codec.parameters());
        }
        if (codec.hasRtx()) {
            out.add("rtpmap", codec.rtxPayloadType() + " rtx/" + encoding.clockRate());
            out.add("fmtp", codec.rtxPayloadType() + " apt=" + codec.payloadType());
        }
    }
}
