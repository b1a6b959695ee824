package org.havendesk.email.auth;

import java.util.Comparator;
import java.util.List;
import org.havendesk.email.auth.HeaderFields.Field;
import org.havendesk.email.auth.MailSignature.Unsound;

/** Whether a mail is as a domain has signed it (RFC 6376). */
final class Dkim {
    static final Finding UNSIGNED = Finding.none("unsigned");

    /** More signatures than this are not looked at; those of the author's organization come first. */
    private static final int MOST = 10;

    private Dkim() {}

    /** What each signature is worth; none when the mail is not signed. */
    static List<Finding> check(SignedMail mail, String author) {
        var organization = Domains.organization(author);
        return mail.fields().all("dkim-signature").stream()
                .sorted(Comparator.comparing(field -> !isOf(field, organization)))
                .limit(MOST)
                .map(field -> check(mail, field))
                .toList();
    }

    private static Finding check(SignedMail mail, Field field) {
        try {
            return mail.check(MailSignature.ofDomain(field));
        } catch (Unsound e) {
            return new Finding(Result.PERMERROR, e.reason(), domain(field));
        }
    }

    private static boolean isOf(Field field, String organization) {
        return Domains.isWithin(domain(field), organization);
    }

    private static String domain(Field field) {
        return TagList.parse(field.value())
                .flatMap(tags -> tags.compact("d"))
                .map(Domains::normal)
                .filter(Domains::isFull)
                .orElse("");
    }
}
