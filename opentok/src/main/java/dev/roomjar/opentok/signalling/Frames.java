package dev.roomjar.opentok.signalling;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.roomjar.media.Wishes;
import dev.roomjar.opentok.live.ConnectRequest;
import dev.roomjar.opentok.session.Message;
import dev.roomjar.opentok.session.Request;
import dev.roomjar.opentok.session.VideoDimensions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one codec of the signalling wire: text frames to {@link ClientFrame}, {@link Message} to text frames. */
final class Frames {
    private static final JsonMapper JSON = new JsonMapper();

    private final MessageWriter writer;

    Frames(SignallingOptions options) {
        this.writer = new MessageWriter(options);
    }

    /** Reads a frame; what cannot be read is {@link ClientFrame.Malformed}, never an exception. */
    ClientFrame read(String text) {
        JsonNode tree;
        try {
            tree = JSON.readTree(text);
        } catch (JsonProcessingException notJson) {
            return new ClientFrame.Malformed(null, "A frame is one JSON object; this was not JSON.");
        }
        if (!(tree instanceof ObjectNode object)) {
            return new ClientFrame.Malformed(null, "A frame is one JSON object.");
        }
        JsonNode type = object.get("type");
        Fields fields = new Fields(type != null && type.isTextual() ? type.textValue() : "", object);
        try {
            return read(fields);
        } catch (Fields.Malformed wrong) {
            return new ClientFrame.Malformed(fields.optionalId(), String.valueOf(wrong.getMessage()));
        }
    }

    /** @param host by which the client reached this server, null where it is not known */
    String write(Message message, @Nullable String host) {
        return writer.write(message, host).toString();
    }

    private static ClientFrame read(Fields in) {
        return switch (in.type()) {
            case "pong" -> new ClientFrame.Pong();
            case "connect" ->
                new ClientFrame.Connect(new ConnectRequest(
                        in.id(),
                        in.textOrNumber("apiKey"),
                        in.text("sessionId"),
                        in.text("token"),
                        in.optionalText("resume")));
            case "publish" -> new ClientFrame.InSession(publish(in));
            case "renegotiate" ->
                new ClientFrame.InSession(new Request.Renegotiate(in.id(), in.text("streamId"), in.text("sdp")));
            case "updateStream" ->
                new ClientFrame.InSession(new Request.UpdateStream(
                        in.id(),
                        in.text("streamId"),
                        in.optionalFlag("hasAudio"),
                        in.optionalFlag("hasVideo"),
                        dimensions(in)));
            case "unpublish" -> new ClientFrame.InSession(new Request.Unpublish(in.id(), in.text("streamId")));
            case "subscribe" ->
                new ClientFrame.InSession(
                        new Request.Subscribe(in.id(), in.text("streamId"), in.flag("audio"), in.flag("video")));
            case "updateSubscription" ->
                new ClientFrame.InSession(new Request.UpdateSubscription(
                        in.id(), in.text("subscriptionId"), in.optionalFlag("audio"), in.optionalFlag("video")));
            case "wish" -> new ClientFrame.InSession(new Request.Wish(in.id(), in.text("subscriptionId"), wishes(in)));
            case "unsubscribe" ->
                new ClientFrame.InSession(new Request.Unsubscribe(in.id(), in.text("subscriptionId")));
            case "answer" ->
                new ClientFrame.InSession(new Request.Answer(in.id(), in.whole("revision"), in.text("sdp")));
            case "restartIce" -> new ClientFrame.InSession(new Request.RestartIce(in.id()));
            case "signal" ->
                new ClientFrame.InSession(new Request.Signal(
                        in.id(), in.optionalText("signalType"), in.optionalText("data"), in.optionalText("to")));
            case "forceDisconnect" ->
                new ClientFrame.InSession(new Request.ForceDisconnect(in.id(), in.text("connectionId")));
            case "forceUnpublish" ->
                new ClientFrame.InSession(new Request.ForceUnpublish(in.id(), in.text("streamId")));
            case "forceMute" -> new ClientFrame.InSession(new Request.ForceMute(in.id(), in.text("streamId")));
            case "forceMuteAll" ->
                new ClientFrame.InSession(
                        new Request.ForceMuteAll(in.id(), in.flag("active"), in.texts("excludedStreamIds")));
            case "disconnect" -> new ClientFrame.InSession(new Request.Disconnect(in.id()));
            // Any text may come from the network.
            default -> throw new Fields.Malformed("The field \"type\" names no frame of this wire.");
        };
    }

    private static Request publish(Fields in) {
        Fields stream = in.object("stream");
        VideoDimensions size = dimensions(stream);
        return new Request.Publish(
                in.id(),
                stream.text("name", ""),
                stream.text("videoType", "camera"),
                stream.flag("hasAudio"),
                stream.flag("hasVideo"),
                size == null ? VideoDimensions.UNKNOWN : size,
                in.text("sdp"));
    }

    private static Wishes wishes(Fields in) {
        VideoDimensions size = Optional.ofNullable(dimensions(in)).orElse(VideoDimensions.UNKNOWN);
        return new Wishes(
                size.width(), size.height(), in.frameRate("frameRate"), priority(in), in.flag("visible", true));
    }

    private static Wishes.Priority priority(Fields in) {
        return switch (in.text("priority", "normal")) {
            case "normal" -> Wishes.Priority.NORMAL;
            case "high" -> Wishes.Priority.HIGH;
            // Any text may come from the network.
            default -> throw in.wrong("priority", "\"normal\" or \"high\"");
        };
    }

    private static @Nullable VideoDimensions dimensions(Fields in) {
        Fields size = in.optionalObject("videoDimensions");
        return size == null ? null : new VideoDimensions(size.pixels("width"), size.pixels("height"));
    }
}
