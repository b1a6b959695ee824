package org.havendesk.files;

import java.util.UUID;
import org.havendesk.platform.Ids;

/** A stored file. */
public record FileId(UUID value) {
    public static FileId of(String text) {
        return new FileId(Ids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
