package org.havendesk.email.mime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.apache.tika.detect.Detector;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MimeTypes;

/** Says what a file is by its first bytes, with its name as a hint. */
final class FileTypes {
    private static final int LOOKED_AT = 4 << 10;
    private static final String UNKNOWN = "application/octet-stream";

    /** Loaded when the first attachment comes: it reads a large registry. */
    private static final class Registry {
        static final Detector DETECTOR = MimeTypes.getDefaultMimeTypes();
    }

    private FileTypes() {}

    static String detect(Content content, String name) {
        var hints = new Metadata();
        hints.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
        try {
            var type = Registry.DETECTOR.detect(new ByteArrayInputStream(content.firstBytes(LOOKED_AT)), hints);
            return type.getBaseType().toString();
        } catch (IOException | RuntimeException undetectable) {
            return UNKNOWN;
        }
    }

    /** The declared type if it is one at all. */
    static String declared(String type) {
        var slash = type.indexOf('/');
        var good = slash > 0
                && slash < type.length() - 1
                && type.chars().allMatch(c -> c > ' ' && c < 127 && "()<>@,;:\\\"[]?=".indexOf(c) < 0);

        return good ? type : UNKNOWN;
    }
}
