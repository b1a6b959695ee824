package org.havendesk.spam;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.havendesk.platform.TenantId;
import org.havendesk.privacy.spi.DataSubject;
import org.havendesk.privacy.spi.PersonalData;
import org.havendesk.privacy.spi.Store;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the filter keeps of messages, as keyed ids that lead back to no word and as a few encrypted words that say why, and
 * who said what. An erasure takes the rows out and drops the model; the next judgement builds it from what remains.
 */
@Component
@Transactional
class SpamData implements PersonalData {
    private static final String EXPORTED_MARKS = """
            SELECT jsonb_build_object('message', message, 'spam', spam, 'strength', strength, 'at', at,
                                      'undone_at', undone_at)::text
              FROM spam_mark WHERE tenant_id = :tenant AND\s""";

    private final SpamFilter filter;
    private final JudgedRows judgements;
    private final SenderAddressList addresses;
    private final JsonMapper json;
    private final JdbcClient db;

    SpamData(SpamFilter filter, JudgedRows judgements, SenderAddressList addresses, JsonMapper json, JdbcClient db) {
        this.filter = filter;
        this.judgements = judgements;
        this.addresses = addresses;
        this.json = json;
        this.db = db;
    }

    @Override
    public String category() {
        return "data.spam";
    }

    @Override
    public List<Store> stores() {
        return List.of(
                Store.of("spam_ledger")
                        .personal("message", "contact_id", "agent_id", "print")
                        .plain("tenant_id", "number", "spam", "strength", "at", "said", "held", "undone", "thin")
                        .because("basis.legitimateInterest"),
                Store.of("spam_model")
                        .personal("stored")
                        .plain(
                                "tenant_id",
                                "ham_loss",
                                "holding",
                                "relays",
                                "traps",
                                "numbered",
                                "generation",
                                "stored_number")
                        .because("basis.legitimateInterest"),
                Store.of("spam_judged")
                        .personal("message", "contact_id", "reasons", "print", "network", "domain")
                        .plain("tenant_id", "channel", "at", "verdict", "because", "log_odds", "bar", "spam")
                        .kept("retention.spamJudged")
                        .because("basis.legitimateInterest"),
                Store.of("spam_turned_away")
                        .plain("tenant_id", "hour", "messages")
                        .kept("retention.spamJudged")
                        .because("basis.legitimateInterest"),
                Store.of("spam_mark")
                        .personal("message", "contact_id", "agent_id", "undone_by")
                        .plain("tenant_id", "id", "spam", "strength", "outcome", "at", "undone_at")
                        .kept("retention.spamMark")
                        .because("basis.legitimateInterest"),
                Store.of("spam_list")
                        .personal("value", "agent_id")
                        .plain("tenant_id", "id", "side", "kind", "at")
                        .because("basis.legitimateInterest"));
    }

    @Override
    public int erase(DataSubject subject) {
        return switch (subject) {
            case DataSubject.OfContact(var tenant, var contact) ->
                filter.forget(tenant, contact) + addresses.unlist(tenant, contact);
            case DataSubject.OfAgent(var tenant, var agent) ->
                Stream.of(
                                "UPDATE spam_ledger SET agent_id = NULL WHERE tenant_id = :tenant AND agent_id = :agent",
                                "UPDATE spam_mark SET agent_id = NULL WHERE tenant_id = :tenant AND agent_id = :agent",
                                "UPDATE spam_mark SET undone_by = NULL WHERE tenant_id = :tenant AND undone_by = :agent",
                                "UPDATE spam_list SET agent_id = NULL WHERE tenant_id = :tenant AND agent_id = :agent")
                        .mapToInt(sql -> db.sql(sql)
                                .param("tenant", tenant.value())
                                .param("agent", agent.value())
                                .update())
                        .sum();
        };
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY, readOnly = true)
    public Stream<Entry> export(DataSubject subject) {
        return switch (subject) {
            case DataSubject.OfContact(var tenant, var contact) ->
                Stream.concat(judged(tenant, contact.value()), marks(tenant, "contact_id", contact.value()));
            case DataSubject.OfAgent(var tenant, var agent) -> marks(tenant, "agent_id", agent.value());
        };
    }

    private Stream<Entry> marks(TenantId tenant, String column, UUID person) {
        return db
                .sql(EXPORTED_MARKS + column + " = :person ORDER BY at")
                .param("tenant", tenant.value())
                .param("person", person)
                .query((row, line) -> new Entry("spam_mark", row.getString(1)))
                .stream();
    }

    /** A message as an export shows it. */
    private record Said(
            UUID message,
            String channel,
            String at,
            String verdict,
            String because,
            @Nullable String network,
            @Nullable String domain,
            List<String> words) {}

    private Stream<Entry> judged(TenantId tenant, UUID contact) {
        return db
                .sql("""
                SELECT message, channel, at, verdict, because, network, domain, reasons FROM spam_judged
                 WHERE tenant_id = :tenant AND contact_id = :contact
                 ORDER BY at
                """)
                .param("tenant", tenant.value())
                .param("contact", contact)
                .query((row, line) -> {
                    var message = row.getObject("message", UUID.class);
                    return new Said(
                            message,
                            row.getString("channel"),
                            row.getTimestamp("at").toInstant().toString(),
                            row.getString("verdict"),
                            row.getString("because"),
                            row.getString("network"),
                            row.getString("domain"),
                            judgements.reasons(tenant, message, row.getBytes("reasons")).stream()
                                    .map(Judgement.Reason::word)
                                    .collect(Collectors.toList()));
                })
                .stream()
                .map(said -> new Entry("spam_judged", json.writeValueAsString(said)));
    }
}
