package org.havendesk.files;

import java.util.List;
import java.util.stream.Stream;
import org.havendesk.privacy.spi.DataSubject;
import org.havendesk.privacy.spi.PersonalData;
import org.havendesk.privacy.spi.Store;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Files belong to what refers to them and are erased with it: a message, a draft, a raw mail. */
@Component
class FileData implements PersonalData {
    @Override
    public String category() {
        return "data.files";
    }

    @Override
    public List<Store> stores() {
        return List.of(Store.of("file")
                .personal("id", "name", "sealed", "place")
                .plain("tenant_id", "type", "size", "created_at", "kept"));
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
