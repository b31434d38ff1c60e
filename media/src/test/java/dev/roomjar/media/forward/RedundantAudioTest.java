package dev.roomjar.media.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.media.rtp.Encoding;
import dev.roomjar.media.rtp.MediaKind;
import dev.roomjar.media.rtp.RtpPacket;
import dev.roomjar.media.sdp.Codec;
import dev.roomjar.media.sdp.NegotiatedMedia;
import dev.roomjar.media.sdp.PublisherAnswer;
import dev.roomjar.media.sdp.ReceiverAnswer;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Redundant audio (RFC 2198) on its way to receivers that take it and to those that do not. */
class RedundantAudioTest {
    private final PublishedMedia published = new PublishedMedia(
            new PublisherAnswer("", Call.TRANSPORT, Optional.of(audio("0", opus(111), red(63))), Optional.empty()), 1);
    private final ForwardedMedia forwarded = new ForwardedMedia();
    private final ForwardedTrack track = forwarded.add(published.audio().orElseThrow(), Call.AUDIO_OUT, "alice");
    private final byte[] out = new byte[2048];
    private final RtpPacket got = new RtpPacket();

    private static Codec opus(int payloadType) {
        return new Codec(Encoding.OPUS, payloadType, 2, "useinbandfec=1", Set.of(), Codec.NO_RTX);
    }

    private static Codec red(int payloadType) {
        return new Codec(Encoding.RED, payloadType, 2, "", Set.of(), Codec.NO_RTX);
    }

    private static NegotiatedMedia audio(String mid, Codec... codecs) {
        return Call.media(MediaKind.AUDIO, mid, codecs);
    }

    private void accepts(Codec... codecs) {
        forwarded.negotiated(new ReceiverAnswer(Optional.of(Call.TRANSPORT), Map.of("a", audio("a", codecs))), 0);
    }

    private String send(int payloadType, String payload) {
        byte[] bytes = HexFormat.of().parseHex(payload);
        byte[] packet = ByteBuffer.allocate(12 + bytes.length)
                .putShort((short) (0x8000 | payloadType))
                .putShort((short) 7)
                .putInt(960)
                .putInt(0x77)
                .put(bytes)
                .array();
        published.receive(packet, 0, packet.length, 0);
        int length = track.forward(out, 0, 0);
        if (length == 0) {
            return "";
        }
        assertThat(got.wrap(out, 0, length)).isTrue();
        return HexFormat.of()
                .formatHex(Arrays.copyOfRange(out, got.payloadOffset(), got.payloadOffset() + got.payloadLength()));
    }

    @Test
    void theBlocksGetTheReceiversPayloadTypes() {
        accepts(opus(109), red(35));

        assertThat(send(63, "ef0f0003" + "6f" + "aabbcc" + "1122")).isEqualTo("ed0f0003" + "6d" + "aabbcc" + "1122");
        assertThat(got.payloadType()).isEqualTo(35);
    }

    @Test
    void aReceiverWithoutRedundancyGetsThePrimaryBlock() {
        accepts(opus(109));

        assertThat(send(63, "ef0f0003" + "6f" + "aabbcc" + "1122")).isEqualTo("1122");
        assertThat(got.payloadType()).isEqualTo(109);
    }

    @Test
    void plainOpusStaysPlain() {
        accepts(opus(109), red(35));

        assertThat(send(111, "1122")).isEqualTo("1122");
        assertThat(got.payloadType()).isEqualTo(109);
    }

    @Test
    void malformedRedundancyIsHeldBack() {
        accepts(opus(109), red(35));

        assertThat(send(63, "ef0f00ff" + "6f" + "aa")).isEmpty();
    }
}
