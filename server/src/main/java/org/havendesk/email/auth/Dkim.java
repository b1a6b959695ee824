package org.havendesk.email.auth;

import java.util.List;
import java.util.function.Predicate;
import org.havendesk.email.auth.HeaderFields.Field;
import org.havendesk.email.auth.MailSignature.Unsound;

/** Whether a mail is as a domain has signed it (RFC 6376). */
final class Dkim {
    static final Finding UNSIGNED = Finding.none("unsigned");

    /** More signatures than this are not looked at. */
    private static final int MOST = 10;

    private Dkim() {}

    /** What each signature of some domains is worth; none when they did not sign the mail. */
    static List<Finding> check(SignedMail mail, Predicate<Field> some) {
        return mail.fields().all("dkim-signature").stream()
                .filter(some)
                .limit(MOST)
                .map(field -> check(mail, field))
                .toList();
    }

    /** Whether a signature claims to be of an organization. */
    static boolean isOf(Field field, String organization) {
        return Domains.isWithin(domain(field), organization);
    }

    private static Finding check(SignedMail mail, Field field) {
        try {
            return mail.check(MailSignature.ofDomain(field));
        } catch (Unsound e) {
            return new Finding(Result.PERMERROR, e.reason(), domain(field));
        }
    }

    private static String domain(Field field) {
        return TagList.parse(field.value())
                .flatMap(tags -> tags.compact("d"))
                .map(Domains::normal)
                .filter(Domains::isFull)
                .orElse("");
    }
}
