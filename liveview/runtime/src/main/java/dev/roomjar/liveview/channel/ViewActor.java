package dev.roomjar.liveview.channel;

import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.ExtensibleBehavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.Signal;
import org.apache.pekko.actor.typed.TypedActorContext;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * Runs one {@link ViewProcess} as an actor, so that it does one thing at a time and others can watch it. It stops when the
 * process has ended, and however it stops, the view's hooks run.
 */
final class ViewActor extends ExtensibleBehavior<ViewMessage> {
    private final ViewProcess process;
    private final Runnable afterwards;

    private ViewActor(ViewProcess process, Runnable afterwards) {
        this.process = process;
        this.afterwards = afterwards;
    }

    /**
     * A view's behavior.
     *
     * @param start makes the process
     * @param afterwards runs when the actor has stopped
     */
    static Behavior<ViewMessage> create(Function<ViewMailbox, ViewProcess> start, Runnable afterwards) {
        return Behaviors.setup(context -> new ViewActor(start.apply(new Mailbox(context)), afterwards));
    }

    @Override
    public Behavior<ViewMessage> receive(TypedActorContext<ViewMessage> context, ViewMessage message) {
        switch (message) {
            case ViewMessage.Mount mount -> process.join(mount.ref());
            case ViewMessage.FromPage page -> process.handle(page.message());
            case ViewMessage.Run run -> process.run(run.task());
            case ViewMessage.RenderAgain _ -> process.renderAgain();
            case ViewMessage.Replaced _ -> process.replaced();
            case ViewMessage.OverLimit _ -> process.overLimit();
            case ViewMessage.Disconnected _ -> process.close();
        }
        return process.ended() ? Behaviors.stopped() : this;
    }

    @Override
    public Behavior<ViewMessage> receiveSignal(TypedActorContext<ViewMessage> context, Signal signal) {
        if (signal instanceof PostStop) {
            process.close();
            afterwards.run();
        }
        return this;
    }

    private static final class Mailbox implements ViewMailbox {
        private final ActorContext<ViewMessage> context;
        private final ActorRef<ViewMessage> self;

        Mailbox(ActorContext<ViewMessage> context) {
            this.context = context;
            this.self = context.getSelf();
        }

        @Override
        public void post(Runnable task) {
            self.tell(new ViewMessage.Run(task));
        }

        @Override
        public <M> ActorRef<M> receive(Class<M> type, Consumer<M> reaction) {
            return context.messageAdapter(type, message -> new ViewMessage.Run(() -> reaction.accept(message)));
        }

        @Override
        public <M> Inbox<M> open(Class<M> type, Consumer<M> reaction) {
            var inbox = context.spawnAnonymous(Behaviors.<M>receiveMessage(message -> {
                self.tell(new ViewMessage.Run(() -> reaction.accept(message)));
                return Behaviors.same();
            }));
            return new Inbox<>(inbox, () -> context.stop(inbox));
        }

        @Override
        public ActorRef<?> self() {
            return self;
        }
    }
}
