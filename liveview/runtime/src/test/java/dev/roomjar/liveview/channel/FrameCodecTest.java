package dev.roomjar.liveview.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.roomjar.liveview.channel.ClientMessage.Event;
import dev.roomjar.liveview.channel.ClientMessage.Heartbeat;
import dev.roomjar.liveview.channel.ClientMessage.Join;
import dev.roomjar.liveview.channel.ClientMessage.Leave;
import dev.roomjar.liveview.channel.ClientMessage.LivePatch;
import dev.roomjar.liveview.channel.ClientMessage.Malformed;
import dev.roomjar.liveview.channel.ClientMessage.Unsupported;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameCodecTest {
    @Test
    void aHeartbeatHasNoJoinRef() {
        assertThat(FrameCodec.decode("[null,\"7\",\"phoenix\",\"heartbeat\",{}]"))
                .isEqualTo(new Heartbeat("7"));
    }

    @Test
    void aJoinCarriesItsTokens() {
        var join = (Join)
                FrameCodec.decode(
                        "[\"4\",\"4\",\"lv:phx-1\",\"phx_join\",{\"url\":\"http://h/p?q=1\","
                                + "\"params\":{\"_csrf_token\":\"c\",\"_mounts\":2},\"session\":\"s\",\"static\":null,\"sticky\":false}]");
        assertThat(join.topic()).isEqualTo("lv:phx-1");
        assertThat(join.params())
                .isEqualTo(new ClientMessage.JoinParams(
                        "http://h/p?q=1",
                        null,
                        "s",
                        null,
                        null,
                        2,
                        Wire.object().put("_csrf_token", "c").put("_mounts", 2)));
    }

    @Test
    void aClickCarriesItsValue() {
        var event = (Event) FrameCodec.decode("[\"4\",\"5\",\"lv:a\",\"event\","
                + "{\"type\":\"click\",\"event\":\"add\",\"value\":{\"by\":\"2\",\"value\":\"\"}}]");
        assertThat(event.name()).isEqualTo("add");
        assertThat(event.value().toString()).isEqualTo("{\"by\":\"2\",\"value\":\"\"}");
        assertThat(event.component()).isZero();
    }

    @Test
    void aFormIsDecodedAndItsMetaMergedIn() {
        var event = (Event) FrameCodec.decode("[\"4\",\"5\",\"lv:a\",\"event\",{\"type\":\"form\",\"event\":\"check\","
                + "\"value\":\"user%5Bname%5D=a%26b&user%5B_unused_age%5D=&user[age]=\","
                + "\"meta\":{\"_target\":\"user[name]\",\"row\":3},\"uploads\":{}}]");
        assertThat(event.value().toString())
                .isEqualTo("{\"user\":{\"name\":\"a&b\",\"_unused_age\":\"\",\"age\":\"\"},"
                        + "\"_target\":[\"user\",\"name\"],\"row\":3}");
    }

    @Test
    void aHookMaySendAnyJson() {
        var event = (Event) FrameCodec.decode(
                "[\"4\",\"5\",\"lv:a\",\"event\",{\"type\":\"hook\",\"event\":\"x\",\"value\":[1,2],\"cid\":3}]");
        assertThat(event.value().toString()).isEqualTo("{\"value\":[1,2]}");
        assertThat(event.component()).isEqualTo(3);
    }

    @Test
    void otherMessagesOfTheProtocolAreNamed() {
        assertThat(FrameCodec.decode("[\"4\",\"6\",\"lv:a\",\"live_patch\",{\"url\":\"/b\"}]"))
                .isEqualTo(new LivePatch("4", "6", "lv:a", "/b"));
        assertThat(FrameCodec.decode("[\"4\",\"6\",\"lv:a\",\"phx_leave\",{}]")).isEqualTo(new Leave("4", "6", "lv:a"));
        assertThat(FrameCodec.decode("[\"4\",\"6\",\"lv:a\",\"allow_upload\",{}]"))
                .isEqualTo(new Unsupported("4", "6", "lv:a", "allow_upload"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{}",
                "[]",
                "[1,2,3,4,5]",
                "[null,null,\"t\",\"e\",{}]",
                "[\"1\",\"2\",\"lv:a\",\"event\"]",
                "[\"1\",\"2\",\"lv:a\",\"event\",null]",
                "[\"1\",\"2\",\"lv:a\",\"event\",{\"event\":7,\"value\":{}}]",
                "[\"1\",\"2\",\"lv:a\",\"live_patch\",{\"url\":7}]",
                "[null,\"2\",\"lv:a\",\"phx_join\",{}]",
                "[\"1\",\"2\",\"phoenix\",\"phx_join\",{}]",
                "[\"1\",\"2\",\"lv:a\",\"event\",{\"event\":\"x\",\"value\":{}}",
                "\u0000\uffff"
            })
    void whatIsNotAFrameIsMalformed(String text) {
        assertThat(FrameCodec.decode(text)).isInstanceOf(Malformed.class);
    }

    @Test
    void hugeAndDeepFramesAreMalformed() {
        assertThat(FrameCodec.decode("[" + " ".repeat(Limits.FRAME_BYTES) + "]"))
                .isInstanceOf(Malformed.class);
        assertThat(FrameCodec.decode("[".repeat(100_000))).isInstanceOf(Malformed.class);
        assertThat(FrameCodec.decode("[\"1\",\"2\",\"lv:" + "a".repeat(300) + "\",\"phx_leave\",{}]"))
                .isInstanceOf(Malformed.class);
        assertThat(FrameCodec.decode(
                        "[\"1\",\"2\",\"t\",\"event\",{\"event\":\"x\",\"value\":" + "1".repeat(5_000) + "}]"))
                .isInstanceOf(Malformed.class);
    }

    @Test
    void aReplyNamesItsStatusFirst() {
        assertThat(FrameCodec.encode(ServerFrame.refused("1", "2", "lv:a", "stale")))
                .isEqualTo("[\"1\",\"2\",\"lv:a\",\"phx_reply\","
                        + "{\"status\":\"error\",\"response\":{\"reason\":\"stale\"}}]");
    }

    @Test
    void whatTheBrowserChoseIsQuotedWhenItGoesBack() throws JsonProcessingException {
        String frame = FrameCodec.encode(ServerFrame.done(null, "\"\\\n\u2028\ud800", "lv:\"]"));
        assertThat(Wire.MAPPER.readTree(frame).get(1).textValue()).isEqualTo("\"\\\n\u2028\ud800");
        assertThat(Wire.MAPPER.readTree(frame).get(2).textValue()).isEqualTo("lv:\"]");
    }

    @Test
    void aPushHasNoRef() {
        assertThat(FrameCodec.encode(new ServerFrame.Push("1", null, "lv:a", "diff", "{\"0\":\"x\"}")))
                .isEqualTo("[\"1\",null,\"lv:a\",\"diff\",{\"0\":\"x\"}]");
        assertThat(FrameCodec.encode(ServerFrame.closed("1", "lv:a")))
                .isEqualTo("[\"1\",\"1\",\"lv:a\",\"phx_close\",{}]");
    }
}
