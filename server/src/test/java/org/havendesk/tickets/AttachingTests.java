package org.havendesk.tickets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.havendesk.testing.Cast;
import org.havendesk.testing.HavendeskTest;
import org.havendesk.testing.Visitor;
import org.havendesk.testing.Visitors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A file goes its whole way over the API: uploaded, drafted, sent, downloaded. */
@HavendeskTest
class AttachingTests {
    @Autowired
    Cast cast;

    @Autowired
    Visitors visitors;

    private Visitor kevin;
    private String ticket;

    @BeforeEach
    void ticket() {
        var acme = cast.acme();
        kevin = visitors.as(acme, acme.kevin());
        var made = kevin.post("/rest/tickets", """
                {"to":[{"name":"Maria","email":"maria@example.org"}],"subject":"The invoice","html":"<p>Hello</p>",
                 "department":"%s"}
                """.formatted(acme.support()));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        ticket = "/rest/tickets/" + made.json().get("id").asString();
    }

    @Test
    void an_uploaded_file_is_in_the_draft_with_its_name_and_size() {
        var file = uploaded("invoice.txt", "42 teapots");
        kevin.put(ticket + "/draft", "{\"html\":\"<p>Here</p>\",\"attachments\":[\"%s\"]}".formatted(id(file)));

        var kept = kevin.get(ticket).json().at("/draft/attachments/0");

        assertThat(id(kept)).isEqualTo(id(file));
        assertThat(kept.get("name").asString()).isEqualTo("invoice.txt");
        assertThat(kept.get("size").asInt()).isEqualTo(10);
    }

    @Test
    void an_uploaded_file_is_sent_and_can_be_downloaded() {
        var file = uploaded("invoice.txt", "42 teapots");
        var sent = kevin.post(
                ticket + "/notes", "{\"html\":\"<p>Here</p>\",\"attachments\":[\"%s\"]}".formatted(id(file)));
        assertThat(sent.status()).as(sent.body()).isEqualTo(201);

        var messages = kevin.get(ticket).json().get("messages");
        var attached = messages.get(messages.size() - 1).at("/attachments/0");
        assertThat(attached.get("name").asString()).isEqualTo("invoice.txt");
        assertThat(kevin.get(attached.get("url").asString()).body()).isEqualTo("42 teapots");
    }

    private JsonNode uploaded(String name, String content) {
        var body = "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\n%s\r\n--edge--\r\n"
                .formatted(name, content);
        var answer = kevin.send(
                "POST", "/rest/files", Optional.of(body), Map.of("Content-Type", "multipart/form-data; boundary=edge"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json();
    }

    private static String id(JsonNode file) {
        return file.get("id").asString();
    }
}
