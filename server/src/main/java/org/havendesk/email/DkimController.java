package org.havendesk.email;

import java.util.List;
import java.util.Locale;
import org.havendesk.email.DkimKeys.Check;
import org.havendesk.email.DkimKeys.DkimDomain;
import org.havendesk.platform.Agent;
import org.havendesk.platform.Language;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The domains whose mails are signed, with the record that each must publish. */
@RestController
class DkimController {
    private final DkimKeys keys;
    private final OutboxWords words;

    DkimController(DkimKeys keys, OutboxWords words) {
        this.keys = keys;
        this.words = words;
    }

    record Body(@Nullable String domain) {}

    /**
     * @param record what to publish, of type TXT
     * @param detail what the DNS says, in the reader's language; null when nobody asked it
     */
    record Domain(
            String domain,
            String selector,
            DnsRecord record,
            boolean verified,
            @Nullable String detail) {
        static Domain of(DkimDomain domain, boolean verified, @Nullable String detail) {
            return new Domain(
                    domain.domain(),
                    domain.selector(),
                    new DnsRecord(domain.name(), "TXT", domain.value()),
                    verified,
                    detail);
        }
    }

    record DnsRecord(String name, String type, String value) {}

    record Domains(List<Domain> domains) {}

    @GetMapping("/rest/account/dkim")
    Domains all(Agent agent) {
        return new Domains(keys.all(agent).stream()
                .map(domain -> Domain.of(domain, domain.verified(), null))
                .toList());
    }

    @PostMapping("/rest/account/dkim")
    @ResponseStatus(HttpStatus.CREATED)
    Domain add(Agent agent, @RequestBody Body body) {
        var domain = keys.add(agent, body.domain() == null ? "" : body.domain());
        return Domain.of(domain, domain.verified(), null);
    }

    /** Asks the DNS at once: whoever pressed the button waits for it. */
    @PostMapping("/rest/account/dkim/{domain}/check")
    Domain check(Agent agent, @PathVariable String domain, Language language) {
        var known = keys.all(agent).stream()
                .filter(one -> one.domain().equals(domain))
                .findFirst()
                .orElseThrow(() -> new org.havendesk.platform.NotFound("domain"));
        var check = keys.check(agent, domain);
        var key = "dkim." + check.name().toLowerCase(Locale.ROOT);
        return Domain.of(known, check == Check.VERIFIED, words.text(language, key, known.name()));
    }

    @DeleteMapping("/rest/account/dkim/{domain}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(Agent agent, @PathVariable String domain) {
        keys.remove(agent, domain);
    }
}
