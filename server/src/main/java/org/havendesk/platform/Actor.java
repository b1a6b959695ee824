package org.havendesk.platform;

import java.util.Optional;

/** Who caused something. */
public sealed interface Actor {
    /** Somebody who works in the account. */
    record OfAgent(AgentId id) implements Actor {}

    /** The product itself: a job, a rule, a mail that came in. */
    record OfSystem() implements Actor {}

    /** The staff that runs the installation. */
    record OfOperator() implements Actor {}

    static Actor of(Agent agent) {
        return new OfAgent(agent.id());
    }

    static Actor system() {
        return new OfSystem();
    }

    default Optional<AgentId> agent() {
        return switch (this) {
            case OfAgent agent -> Optional.of(agent.id());
            case OfSystem system -> Optional.empty();
            case OfOperator operator -> Optional.empty();
        };
    }
}
