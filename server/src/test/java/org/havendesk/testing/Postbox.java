package org.havendesk.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.havendesk.platform.EmailAddress;
import org.havendesk.platform.Letter;
import org.havendesk.platform.TenantId;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/** Sees every letter that the program wants sent, once its transaction has committed. */
public class Postbox {
    private final List<Letter> letters = new CopyOnWriteArrayList<>();

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void take(Letter letter) {
        letters.add(letter);
    }

    /** The letters to somebody of an account, the oldest first. */
    public List<Letter> to(TenantId tenant, String address) {
        var wanted = EmailAddress.parse(address).orElseThrow();
        return letters.stream()
                .filter(letter -> letter.tenant().equals(tenant) && letter.to().equals(wanted))
                .toList();
    }
}
