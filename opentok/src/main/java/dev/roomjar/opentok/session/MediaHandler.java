package dev.roomjar.opentok.session;

import dev.roomjar.media.PeerState;
import java.util.List;

/** Takes what the media server reports. Its reports may be about what has ended meanwhile: those are passed over. */
final class MediaHandler {
    private final Roster roster;
    private final Limits limits;

    MediaHandler(Roster roster, Limits limits) {
        this.roster = roster;
        this.limits = limits;
    }

    void opened(Input.PublicationOpened opened) {
        Stream stream = roster.stream(opened.streamId());
        if (stream == null) {
            return;
        }
        if (!stream.owner.isOn(stream.opener.socket())) {
            roster.remove(stream, Reason.NETWORK_DISCONNECTED, false);
            return;
        }
        stream.open = true;
        roster.show(stream, stream.shown);
        roster.tell(stream.owner, new Message.Published(stream.opener.id(), stream.shown, opened.answer()));
        if (stream.wanted != null) {
            roster.tell(stream.owner, stream.wanted);
        }
        if (roster.isMuted() && stream.shown.hasAudio()) {
            roster.mute(stream, false);
        }
        roster.tellOthers(stream.owner, new Message.StreamCreated(stream.shown));
    }

    void refused(Input.PublicationRefused refused) {
        Stream stream = roster.stream(refused.streamId());
        if (stream != null) {
            roster.forget(stream);
            roster.fail(stream.opener, Failure.streamCreate(refused.message()));
        }
    }

    void changed(Input.PublicationState changed, long now) {
        Stream stream = roster.openStream(changed.streamId());
        if (stream == null) {
            return;
        }
        roster.tell(stream.owner, new Message.MediaState(stream.id(), changed.state()));
        switch (changed.state()) {
            case CONNECTING, DISCONNECTED -> {}
            case CONNECTED -> stream.failedUntil = Session.NEVER;
            case FAILED -> stream.failedUntil = now + limits.mediaGrace().toMillis();
            case CLOSED -> roster.remove(stream, Reason.MEDIA_STOPPED, true);
        }
    }

    void wanted(Input.LayersWanted wanted) {
        Stream stream = roster.stream(wanted.streamId());
        if (stream == null) {
            return;
        }
        stream.wanted = new Message.LayersWanted(stream.id(), wanted.highest(), wanted.layers());
        if (stream.open) {
            roster.tell(stream.owner, stream.wanted);
        }
    }

    void changed(Input.VideoQualityChanged changed) {
        Subscription subscription = roster.subscription(changed.subscriptionId());
        if (subscription != null) {
            subscription.quality = changed.quality();
            roster.tellQuality(subscription);
        }
    }

    void renegotiated(Input.Renegotiated renegotiated) {
        ReplyTo replyTo = renegotiated.replyTo();
        roster.reply(replyTo, new Message.Answered(replyTo.id(), renegotiated.answer()));
    }

    void refused(Input.DescriptionRefused refused) {
        roster.fail(refused.replyTo(), Failure.description(refused.message()));
    }

    void opened(Input.SubscriptionOpened opened) {
        Subscription subscription = roster.subscription(opened.subscriptionId());
        if (subscription == null) {
            return;
        }
        if (!subscription.owner.isOn(subscription.opener.socket())) {
            roster.remove(subscription);
            return;
        }
        subscription.open = true;
        roster.reply(subscription.opener, new Message.Subscribed(subscription.opener.id(), subscription.id));
        Output.SwitchSubscription flow = subscription.flow();
        if (!flow.audio() || !flow.video()) {
            roster.output(flow);
        }
    }

    void refused(Input.SubscriptionRefused refused) {
        Subscription subscription = roster.subscription(refused.subscriptionId());
        if (subscription != null) {
            roster.remove(subscription);
            roster.fail(subscription.opener, Failure.server(refused.message()));
        }
    }

    void offered(Input.ReceiverOffered offered) {
        Member member = roster.member(offered.connectionId());
        if (member == null) {
            return;
        }
        List<Message.Mids> mids = offered.subscriptions().stream()
                .flatMap(placed -> java.util.stream.Stream.ofNullable(roster.subscription(placed.subscriptionId()))
                        .map(subscription -> new Message.Mids(
                                subscription.id, subscription.stream.id(), placed.audioMid(), placed.videoMid())))
                .toList();
        member.unanswered = new Message.Offered(offered.revision(), offered.sdp(), mids);
        roster.tell(member, member.unanswered);
    }

    void changed(Input.ReceiverState changed) {
        Member member = roster.member(changed.connectionId());
        if (member == null) {
            return;
        }
        if (changed.state() == PeerState.CLOSED) {
            roster.forgetSubscriptions(member);
            member.unanswered = null;
            member.receiving = false;
        }
        roster.tell(member, new Message.MediaState(null, changed.state()));
    }
}
