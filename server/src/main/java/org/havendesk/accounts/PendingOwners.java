package org.havendesk.accounts;

import java.util.List;
import java.util.stream.Stream;
import org.havendesk.privacy.spi.DataSubject;
import org.havendesk.privacy.spi.PersonalData;
import org.havendesk.privacy.spi.Store;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Name and address of whoever opens an account, for the moments until it is installed. Nobody can ask for them
 * meanwhile: the account has no agent and no contact yet.
 */
@Component
class PendingOwners implements PersonalData {
    @Override
    public String category() {
        return "data.pendingOwner";
    }

    @Override
    public List<Store> stores() {
        return List.of(Store.of("account_installation")
                .personal("owner_name", "owner_email")
                .plain("tenant_id", "done", "created_at")
                .kept("retention.untilInstalled"));
    }

    @Override
    public int erase(DataSubject subject) {
        return 0;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY, readOnly = true)
    public Stream<Entry> export(DataSubject subject) {
        return Stream.empty();
    }
}
