package org.havendesk.tickets;

import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes the JSON columns of this room. */
@Component("ticketsJson")
class Json {
    private final JsonMapper mapper = JsonMapper.builder().build();

    String write(Object value) {
        return mapper.writeValueAsString(value);
    }

    Recipients recipients(String json) {
        var raw = mapper.readValue(json, Recipients.class);
        return new Recipients(orNone(raw.to()), orNone(raw.cc()), orNone(raw.bcc()));
    }

    Provenance provenance(String json) {
        return mapper.readValue(json, Provenance.class);
    }

    JsonNode tree(String json) {
        return mapper.readTree(json);
    }

    private static java.util.List<Recipient> orNone(java.util.@org.jspecify.annotations.Nullable List<Recipient> some) {
        return some == null ? java.util.List.of() : some;
    }
}
