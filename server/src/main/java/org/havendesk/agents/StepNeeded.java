package org.havendesk.agents;

import org.havendesk.platform.Problem;

/** The first proof was right, and the account asks for more. */
final class StepNeeded extends Problem {
    private StepNeeded(int status, String key) {
        super(status, key);
    }

    static StepNeeded of(Step step) {
        return switch (step) {
            case CODE -> new StepNeeded(401, "problem.unauthenticated.codeRequired");
            case ENROL -> new StepNeeded(403, "problem.forbidden.enrol");
            case PASSWORD -> new StepNeeded(403, "problem.forbidden.passwordExpired");
        };
    }
}
