package org.havendesk.email;

import java.util.List;
import java.util.stream.Stream;
import org.havendesk.privacy.spi.DataSubject;
import org.havendesk.privacy.spi.PersonalData;
import org.havendesk.privacy.spi.Store;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Addresses and mailboxes of departments: the account's own settings, which may bear a name. No one's alone. */
@Component
class MailSettingsData implements PersonalData {
    @Override
    public String category() {
        return "data.mailSettings";
    }

    @Override
    public List<Store> stores() {
        return List.of(
                Store.of("mail_address")
                        .personal("address", "name")
                        .plain("tenant_id", "id", "department_id", "built_in"),
                Store.of("mailbox")
                        .personal("username", "password", "address", "last_error")
                        .plain(
                                "tenant_id",
                                "id",
                                "kind",
                                "host",
                                "port",
                                "security",
                                "folder",
                                "fetch_all",
                                "keep",
                                "department_id",
                                "state",
                                "last_fetch_at",
                                "progress",
                                "created_at",
                                "round",
                                "failures"),
                Store.of("mailbox_seen").plain("tenant_id", "mailbox_id", "uid"));
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
