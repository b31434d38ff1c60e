package dev.roomjar.opentok.signalling;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.roomjar.media.PeerState;
import dev.roomjar.media.VideoQuality;
import dev.roomjar.opentok.Capability;
import dev.roomjar.opentok.Role;
import dev.roomjar.opentok.session.ConnectionInfo;
import dev.roomjar.opentok.session.Message;
import dev.roomjar.opentok.session.PublishedStream;
import dev.roomjar.opentok.session.VideoDimensions;
import org.jspecify.annotations.Nullable;

/** The writing half of {@link Frames}. */
record MessageWriter(SignallingOptions options) {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** @param host by which the client reached this server, null where it is not known */
    ObjectNode write(Message message, @Nullable String host) {
        return switch (message) {
            case Message.Connected connected -> connected(connected, host);
            case Message.Failed failed -> failed(failed);
            case Message.Done done -> frame("done").put("id", done.id());
            case Message.Published published -> {
                ObjectNode frame = frame("published").put("id", published.id());
                frame.set("stream", stream(published.stream()));
                yield frame.put("sdp", published.sdp());
            }
            case Message.Answered answered ->
                frame("answer").put("id", answered.id()).put("sdp", answered.sdp());
            case Message.Subscribed subscribed ->
                frame("subscribed").put("id", subscribed.id()).put("subscriptionId", subscribed.subscriptionId());
            case Message.ConnectionCreated created ->
                frame("connectionCreated").set("connection", connection(created.connection()));
            case Message.ConnectionDestroyed destroyed ->
                frame("connectionDestroyed")
                        .put("connectionId", destroyed.connectionId())
                        .put("reason", destroyed.reason().word());
            case Message.StreamCreated created -> frame("streamCreated").set("stream", stream(created.stream()));
            case Message.StreamDestroyed destroyed ->
                frame("streamDestroyed")
                        .put("streamId", destroyed.streamId())
                        .put("reason", destroyed.reason().word());
            case Message.StreamPropertyChanged changed -> changed(changed);
            case Message.Offered offered -> offered(offered);
            case Message.MediaState media ->
                frame("mediaState")
                        .put("peer", media.streamId() == null ? "receiver" : media.streamId())
                        .put("state", word(media.state()));
            case Message.LayersWanted wanted ->
                frame("layersWanted")
                        .put("streamId", wanted.streamId())
                        .put("highest", wanted.highest())
                        .put("layers", wanted.layers());
            case Message.VideoQualityChanged changed ->
                frame("videoQuality")
                        .put("subscriptionId", changed.subscriptionId())
                        .put("quality", word(changed.quality()));
            case Message.MuteForced forced ->
                frame("muteForced").put("streamId", forced.streamId()).put("all", forced.all());
            case Message.MuteState state -> frame("muteState").put("active", state.active());
            case Message.ActiveSpeakers speakers -> {
                ObjectNode frame = frame("activeSpeakers");
                speakers.streamIds().forEach(frame.putArray("streamIds")::add);
                yield frame;
            }
            case Message.Signalled signalled -> signalled(signalled);
            case Message.SessionDisconnected disconnected ->
                frame("sessionDisconnected").put("reason", disconnected.reason().word());
            case Message.Ping _ -> frame("ping");
        };
    }

    private ObjectNode connected(Message.Connected connected, @Nullable String host) {
        ObjectNode frame = frame("connected").put("id", connected.id());
        frame.set("connection", connection(connected.connection()));
        frame.set("capabilities", capabilities(connected.role()));
        ArrayNode connections = frame.putArray("connections");
        connected.connections().forEach(other -> connections.add(connection(other)));
        ArrayNode streams = frame.putArray("streams");
        connected.streams().forEach(stream -> streams.add(stream(stream)));
        frame.put("resume", connected.resume()).put("resumed", connected.resumed());
        ArrayNode iceServers = frame.putArray("iceServers");
        options.iceServers()
                .forClient(connected.connection().connectionId(), host)
                .forEach(server -> iceServers.add(iceServer(server)));
        return frame.put("idleTimeout", options.idleTimeout().toMillis());
    }

    private static ObjectNode failed(Message.Failed failed) {
        ObjectNode frame = frame("error");
        if (failed.id() != null) {
            frame.put("id", failed.id());
        }
        return frame.put("name", failed.failure().name())
                .put("code", failed.failure().code())
                .put("message", failed.failure().message());
    }

    private static ObjectNode changed(Message.StreamPropertyChanged changed) {
        ObjectNode frame = frame("streamPropertyChanged").put("streamId", changed.streamId());
        return switch (changed.change()) {
            case Message.PropertyChange.HasAudio audio ->
                frame.put("changedProperty", "hasAudio")
                        .put("oldValue", audio.before())
                        .put("newValue", audio.after());
            case Message.PropertyChange.HasVideo video ->
                frame.put("changedProperty", "hasVideo")
                        .put("oldValue", video.before())
                        .put("newValue", video.after());
            case Message.PropertyChange.Dimensions size -> {
                frame.put("changedProperty", "videoDimensions");
                frame.set("oldValue", dimensions(size.before()));
                frame.set("newValue", dimensions(size.after()));
                yield frame;
            }
        };
    }

    private static ObjectNode offered(Message.Offered offered) {
        ObjectNode frame = frame("offer").put("revision", offered.revision()).put("sdp", offered.sdp());
        ArrayNode subscriptions = frame.putArray("subscriptions");
        offered.subscriptions()
                .forEach(mids -> subscriptions
                        .addObject()
                        .put("subscriptionId", mids.subscriptionId())
                        .put("streamId", mids.streamId())
                        .put("audioMid", mids.audioMid())
                        .put("videoMid", mids.videoMid()));
        return frame;
    }

    private static ObjectNode signalled(Message.Signalled signalled) {
        ObjectNode frame = frame("signal");
        if (signalled.signalType() != null) {
            frame.put("signalType", signalled.signalType());
        }
        if (signalled.data() != null) {
            frame.put("data", signalled.data());
        }
        if (signalled.from() != null) {
            frame.put("from", signalled.from());
        }
        return frame;
    }

    private static ObjectNode connection(ConnectionInfo connection) {
        return NODES.objectNode()
                .put("connectionId", connection.connectionId())
                .put("creationTime", connection.creationTime())
                .put("data", connection.data());
    }

    private static ObjectNode capabilities(Role role) {
        ObjectNode capabilities = NODES.objectNode();
        for (Capability capability : Capability.values()) {
            capabilities.put(capability.property(), role.may(capability) ? 1 : 0);
        }
        return capabilities;
    }

    private static ObjectNode stream(PublishedStream stream) {
        ObjectNode node = NODES.objectNode()
                .put("streamId", stream.streamId())
                .put("connectionId", stream.connectionId())
                .put("name", stream.name())
                .put("videoType", stream.videoType())
                .put("hasAudio", stream.hasAudio())
                .put("hasVideo", stream.hasVideo());
        node.set("videoDimensions", dimensions(stream.videoDimensions()));
        return node.put("creationTime", stream.creationTime());
    }

    private static ObjectNode dimensions(VideoDimensions size) {
        return NODES.objectNode().put("width", size.width()).put("height", size.height());
    }

    private static ObjectNode iceServer(IceServer server) {
        ObjectNode node = NODES.objectNode();
        ArrayNode urls = node.putArray("urls");
        server.urls().forEach(urls::add);
        if (!server.username().isEmpty()) {
            node.put("username", server.username()).put("credential", server.credential());
        }
        return node;
    }

    private static String word(PeerState state) {
        return switch (state) {
            case CONNECTING -> "connecting";
            case CONNECTED -> "connected";
            case DISCONNECTED -> "disconnected";
            case FAILED -> "failed";
            case CLOSED -> "closed";
        };
    }

    private static String word(VideoQuality quality) {
        return switch (quality) {
            case SUFFICIENT -> "sufficient";
            case AT_RISK -> "atRisk";
            case PAUSED -> "paused";
        };
    }

    private static ObjectNode frame(String type) {
        return NODES.objectNode().put("type", type);
    }
}
