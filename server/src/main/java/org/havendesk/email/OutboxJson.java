package org.havendesk.email;

import java.util.List;
import java.util.Map;
import org.havendesk.tickets.Attached;
import org.havendesk.tickets.Recipients;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes the JSON columns of the outbox. */
@Component
class OutboxJson {
    private final JsonMapper mapper = JsonMapper.builder().build();

    String write(Object value) {
        return mapper.writeValueAsString(value);
    }

    Recipients recipients(String json) {
        var raw = mapper.readValue(json, Recipients.class);
        return new Recipients(orNone(raw.to()), orNone(raw.cc()), orNone(raw.bcc()));
    }

    Map<String, String> headers(String json) {
        return mapper.readValue(json, new TypeReference<>() {});
    }

    List<Attached> files(String json) {
        return mapper.readValue(json, new TypeReference<>() {});
    }

    private static <T> List<T> orNone(@Nullable List<T> some) {
        return some == null ? List.of() : some;
    }
}
