package org.havendesk.operator;

import java.time.Instant;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** {@code clock}: turns the demo's time forward. */
@Component
@ConditionalOnProperty("havendesk.demo")
class ClockCommand implements Command {
    private final DemoClock clock;

    ClockCommand(DemoClock clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "clock";
    }

    @Override
    public Map<String, String> run(Arguments arguments) {
        clock.forward(Instant.parse(arguments.get("at")));
        return Map.of("at", clock.instant().toString());
    }
}
