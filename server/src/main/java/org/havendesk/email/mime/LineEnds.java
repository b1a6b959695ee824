package org.havendesk.email.mime;

/** Line ends: everything else in here expects a line feed, with or without a carriage return before it. */
final class LineEnds {
    private static final int LOOKED_AT = 64 << 10;

    private LineEnds() {}

    /** The same array, unless the mail ends its lines by carriage returns alone, as old Macintoshes did. */
    static byte[] usual(byte[] raw) {
        var returns = 0;
        for (var i = 0; i < Math.min(raw.length, LOOKED_AT); i++) {
            if (raw[i] == '\n') {
                return raw;
            }
            if (raw[i] == '\r') {
                returns++;
            }
        }
        if (returns == 0) {
            return raw;
        }
        var usual = raw.clone();
        for (var i = 0; i < usual.length; i++) {
            if (usual[i] == '\r' && (i + 1 == usual.length || usual[i + 1] != '\n')) {
                usual[i] = '\n';
            }
        }

        return usual;
    }
}
