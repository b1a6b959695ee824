package org.havendesk.email.auth;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.havendesk.platform.EmailAddress;

/** The domains that a From field names, whatever else is written around them (RFC 5322, 3.4). */
final class Authors {
    private Authors() {}

    static Set<String> domains(String from) {
        var domains = new LinkedHashSet<String>();
        for (var mailbox : mailboxes(from)) {
            var open = mailbox.lastIndexOf('<');
            var close = mailbox.indexOf('>', Math.max(open, 0));
            var address = open >= 0 && close > open ? mailbox.substring(open + 1, close) : mailbox;
            if (address.indexOf('@') >= 0) {
                domains.add(
                        EmailAddress.parse(address).map(EmailAddress::domain).orElse(""));
            }
        }
        return domains;
    }

    /** The mailboxes of a list, without what stands in quotes or comments. */
    private static List<String> mailboxes(String from) {
        var mailboxes = new ArrayList<String>();
        var one = new StringBuilder();
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < from.length(); i++) {
            char c = from.charAt(i);
            if (c == '\\' && (quoted || depth > 0)) {
                i++;
            } else if (c == '"' && depth == 0) {
                quoted = !quoted;
            } else if (!quoted && c == '(') {
                depth++;
            } else if (!quoted && c == ')' && depth > 0) {
                depth--;
            } else if (!quoted && depth == 0 && (c == ',' || c == ';')) {
                mailboxes.add(one.toString());
                one.setLength(0);
            } else if (!quoted && depth == 0) {
                one.append(c);
            }
        }
        mailboxes.add(one.toString());
        return mailboxes;
    }
}
