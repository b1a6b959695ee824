package org.havendesk.tickets;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.havendesk.files.FileId;
import org.havendesk.files.Files;
import org.havendesk.platform.Tenants;
import org.havendesk.testing.Cast;
import org.havendesk.testing.HavendeskTest;
import org.havendesk.testing.TurnableClock;
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

    @Autowired
    Files files;

    @Autowired
    TurnableClock clock;

    private Cast.Acme acme;
    private Visitor kevin;
    private String ticket;

    @BeforeEach
    void ticket() {
        acme = cast.acme();
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
    void a_picture_in_a_draft_is_seen_again_when_its_old_address_has_run_out() {
        var file = uploaded("kettle.png", "not quite a picture");
        kevin.put(
                ticket + "/draft",
                "{\"html\":\"<p>Look <img src='%s' alt='kettle'></p>\",\"attachments\":[]}"
                        .formatted(file.get("url").asString()));
        clock.forward(Duration.ofHours(3));

        var html = kevin.get(ticket).json().at("/draft/html").asString();

        var address = Pattern.compile("src=\"(/f/[^\"]+)\"").matcher(html);
        assertThat(address.find()).as(html).isTrue();
        assertThat(kevin.get(address.group(1)).body()).isEqualTo("not quite a picture");
        var kept = Tenants.as(acme.tenant(), () -> files.find(acme.tenant(), new FileId(UUID.fromString(id(file)))));
        assertThat(kept.orElseThrow().kept()).isTrue();
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
