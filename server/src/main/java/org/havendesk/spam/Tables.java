package org.havendesk.spam;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Large tables of small numbers, mostly 0, written as runs of empty slots and of filled ones. */
final class Tables {
    private Tables() {}

    static void write(DataOutputStream out, short[] table) throws IOException {
        int at = 0;
        while (at < table.length) {
            int from = at;
            while (at < table.length && table[at] == 0) at++;
            Ids.writeCount(out, at - from);
            from = at;
            while (at < table.length && table[at] != 0) at++;
            Ids.writeCount(out, at - from);
            for (int i = from; i < at; i++) Ids.writeCount(out, table[i] << 1 ^ table[i] >> 31);
        }
    }

    static void read(DataInputStream in, short[] table) throws IOException {
        int at = 0;
        while (at < table.length) {
            at += Ids.readCount(in, table.length - at);
            int to = at + Ids.readCount(in, table.length - at);
            while (at < to) {
                int folded = Ids.readCount(in, 2 * Short.MAX_VALUE);
                table[at++] = (short) (folded >>> 1 ^ -(folded & 1));
            }
        }
    }
}
