package org.havendesk.contacts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.havendesk.platform.Agent;
import org.havendesk.platform.ContactId;
import org.havendesk.platform.Cursor;
import org.havendesk.platform.Invalid;
import org.havendesk.platform.NotFound;
import org.havendesk.platform.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /rest/contacts}. The tickets of a contact are a list of tickets: {@code /rest/tickets?contact=}. */
@RestController
class ContactsController {
    private static final int MAX_WORDS = 200;

    private final Contacts contacts;
    private final ContactList list;

    ContactsController(Contacts contacts, ContactList list) {
        this.contacts = contacts;
        this.list = list;
    }

    record ContactView(
            UUID id, String name, @Nullable String email, List<String> emails, String note, Instant createdAt) {}

    record Description(@Nullable String name, @Nullable String note) {}

    @GetMapping("/rest/contacts")
    Page<ContactList.Line> list(
            Agent agent,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        var words = Optional.ofNullable(q).filter(some -> !some.isBlank());
        new Invalid.Check()
                .that(words.orElse("").length() <= MAX_WORDS, "q", "tooLong", MAX_WORDS)
                .done();
        return list.page(agent, words, Cursor.decode(cursor), Page.limit(limit));
    }

    @GetMapping("/rest/contacts/{id}")
    ContactView contact(Agent agent, @PathVariable String id) {
        return view(contacts.get(agent.tenant(), visible(agent, id)));
    }

    @PutMapping("/rest/contacts/{id}")
    ContactView describe(Agent agent, @PathVariable String id, @RequestBody Description body) {
        var contact = contacts.get(agent.tenant(), visible(agent, id));
        contacts.describe(
                agent,
                contact.id(),
                Optional.ofNullable(body.name()).orElse(contact.name()),
                Optional.ofNullable(body.note()).orElse(contact.note()));
        return view(contacts.get(agent.tenant(), contact.id()));
    }

    private ContactId visible(Agent agent, String id) {
        var contact = ContactId.of(id);
        if (!list.visibleTo(agent, contact.value())) {
            throw new NotFound("contact");
        }
        return contact;
    }

    private static ContactView view(Contact contact) {
        return new ContactView(
                contact.id().value(),
                contact.name(),
                contact.email().orElse(null),
                contact.addresses(),
                contact.note(),
                contact.createdAt());
    }
}
