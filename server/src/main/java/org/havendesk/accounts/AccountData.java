package org.havendesk.accounts;

import java.util.List;
import java.util.stream.Stream;
import org.havendesk.privacy.spi.DataSubject;
import org.havendesk.privacy.spi.PersonalData;
import org.havendesk.privacy.spi.Store;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The account itself and its key: no person stands in them. Destroying the key makes what it encrypted unreadable. */
@Component
class AccountData implements PersonalData {
    @Override
    public String category() {
        return "data.account";
    }

    @Override
    public List<Store> stores() {
        return List.of(
                Store.of("account")
                        .plain(
                                "id",
                                "subdomain",
                                "name",
                                "status",
                                "language",
                                "timezone",
                                "region",
                                "progress",
                                "created_at",
                                "activated_at",
                                "building_hash"),
                Store.of("tenant_key").plain("tenant_id", "wrapped"));
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
