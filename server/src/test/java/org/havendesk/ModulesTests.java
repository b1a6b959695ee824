package org.havendesk;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModulesTests {
    @Test
    void every_room_is_entered_by_its_door_and_no_arrow_runs_in_a_circle() {
        ApplicationModules.of(Havendesk.class).verify();
    }
}
