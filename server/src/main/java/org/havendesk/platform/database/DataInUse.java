package org.havendesk.platform.database;

import java.nio.file.Path;

/** Another program has this data folder: two on one would lose what each commits. */
final class DataInUse extends IllegalStateException {
    DataInUse(Path folder) {
        super("Another Havendesk runs on " + folder);
    }
}
