package org.havendesk.agents;

import java.util.Arrays;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** What keys can be limited to: {@code object.action}, the words that programs written for other help desks know. */
final class KeyScopes {
    /** All that the maker may do. */
    static final String EVERYTHING = "*";

    /** For a directory: nothing else opens SCIM, and it opens nothing else; so it is no part of {@link #EVERYTHING}. */
    static final String SCIM = "scim.manage";

    private static final Set<String> ALL = words("""
            agent.manage agent.own agent.read agent_status.manage agent_status.own agent_status.read api.delete api.read
            api.read_own api.write api.write_own button.read call.read call.write canned_message.manage canned_message.read
            chats.read contact.create contact.delete contact.edit contact.read contact_phone.read custom_button.read
            custom_button.write device.manage device.own eventlogs.read file.add filter.read filter.write
            hosted_account.read hosted_account.write hosting.login invoice.read page_visit.read page_visit.write phone.own
            phone.read phone.write plugin_settings.read predefined_answer.manage predefined_answer.read reindex.read
            reindex.write settings.read settings.write sip_configuration.manage sla.read sso.read sso.read_own sso.write
            sso.write_own subscription.own subscription.read subscription.write tag.manage tag.read ticket.answer
            ticket.change_state ticket.close ticket.create ticket.mass ticket.operate ticket.read ticket.read_all
            time_report.read user.read user.write viber_account.read viber_account.write
            """);

    private KeyScopes() {}

    static Set<String> all() {
        return ALL;
    }

    private static Set<String> words(String text) {
        return Collections.unmodifiableSet(
                new TreeSet<>(Arrays.asList(text.strip().split("\\s+"))));
    }
}
