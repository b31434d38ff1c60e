package dev.roomjar.opentok.session;

import dev.roomjar.media.Wishes;
import java.util.List;

/** What is to be done for a session, in order. */
public sealed interface Output {

    record Tell(long socket, Message message) implements Output {}

    /** Close a socket once it has got everything it was told. */
    record HangUp(long socket) implements Output {}

    /** Who speaks or spoke last, the latest first, for the program that embeds the platform. */
    record ActiveSpeakers(List<String> streamIds) implements Output {}

    /** Answered by {@link Input.PublicationOpened} or {@link Input.PublicationRefused}. */
    record OpenPublication(String streamId, String offer) implements Output {}

    /** Answered by {@link Input.Renegotiated} or {@link Input.DescriptionRefused}. */
    record Renegotiate(String streamId, ReplyTo replyTo, String offer) implements Output {}

    record ClosePublication(String streamId) implements Output {}

    /** Answered by {@link Input.SubscriptionOpened} or {@link Input.SubscriptionRefused}. */
    record OpenSubscription(String connectionId, String subscriptionId, String streamId) implements Output {}

    record SwitchSubscription(String connectionId, String subscriptionId, boolean audio, boolean video)
            implements Output {}

    /** The subscriptions of members are switched one by one; this is for whoever else watches. */
    record Gate(String streamId, boolean audio, boolean video) implements Output {}

    record Wish(String connectionId, String subscriptionId, Wishes wishes) implements Output {}

    record CloseSubscription(String connectionId, String subscriptionId) implements Output {}

    /** Answered by {@link Input.AnswerTaken} or {@link Input.DescriptionRefused}. */
    record TakeAnswer(String connectionId, ReplyTo replyTo, int revision, String answer) implements Output {}

    record RestartIce(String connectionId) implements Output {}

    record CloseReceiver(String connectionId) implements Output {}
}
