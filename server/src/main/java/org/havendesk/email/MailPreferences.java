package org.havendesk.email;

import org.havendesk.platform.Agent;
import org.havendesk.platform.Happened;
import org.havendesk.platform.Invalid;
import org.havendesk.platform.Permission;
import org.havendesk.platform.TenantId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How an account writes its mails. */
@Service
@Transactional
class MailPreferences {
    private static final int LONGEST = 3650;

    private final JdbcClient db;
    private final ApplicationEventPublisher events;

    MailPreferences(JdbcClient db, ApplicationEventPublisher events) {
        this.db = db;
        this.events = events;
    }

    /**
     * @param codeInSubject whether subjects carry the ticket's code, as {@code [KFM-QWZRT-482]}
     * @param agentNames whether answers show the agent's name beside the account's
     * @param quote whether answers repeat what the customer wrote last
     * @param keepSentDays how long the outbox remembers what it has sent
     */
    record Preferences(boolean codeInSubject, boolean agentNames, boolean quote, int keepSentDays) {
        static final Preferences DEFAULT = new Preferences(true, true, false, 30);
    }

    @Transactional(readOnly = true)
    public Preferences of(TenantId tenant) {
        return db.sql("""
                SELECT code_in_subject, agent_names, quote, keep_sent_days FROM mail_preference WHERE tenant_id = :tenant
                """)
                .param("tenant", tenant.value())
                .query((row, line) ->
                        new Preferences(row.getBoolean(1), row.getBoolean(2), row.getBoolean(3), row.getInt(4)))
                .optional()
                .orElse(Preferences.DEFAULT);
    }

    /** @throws Invalid when mails would be kept for less than a day or more than ten years */
    public void change(Agent agent, Preferences to) {
        agent.require(Permission.MANAGE_SETTINGS);
        new Invalid.Check()
                .that(to.keepSentDays() >= 1 && to.keepSentDays() <= LONGEST, "keepSentDays", "between", 1, LONGEST)
                .done();
        db.sql("""
                INSERT INTO mail_preference (tenant_id, code_in_subject, agent_names, quote, keep_sent_days)
                VALUES (:tenant, :code, :names, :quote, :days)
                    ON CONFLICT (tenant_id) DO UPDATE
                       SET code_in_subject = excluded.code_in_subject, agent_names = excluded.agent_names,
                           quote = excluded.quote, keep_sent_days = excluded.keep_sent_days
                """)
                .param("tenant", agent.tenant().value())
                .param("code", to.codeInSubject())
                .param("names", to.agentNames())
                .param("quote", to.quote())
                .param("days", to.keepSentDays())
                .update();
        events.publishEvent(Happened.by(agent, "mail.preferencesChanged", "account", null));
    }
}
