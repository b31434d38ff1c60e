package dev.roomjar.app.server;

import com.typesafe.config.ConfigFactory;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;

/** The actor system: a cluster of one, which listens on loopback and joins itself. */
final class ActorNode {

    private ActorNode() {}

    static ActorSystem<Void> start() {
        ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "roomjar", ConfigFactory.load());
        Cluster cluster = Cluster.get(system);
        cluster.manager().tell(Join.create(cluster.selfMember().address()));
        return system;
    }
}
