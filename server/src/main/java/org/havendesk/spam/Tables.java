package org.havendesk.spam;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Large tables that are mostly empty, written as runs of empty slots and of filled ones. */
final class Tables {
    private Tables() {}

    static void write(DataOutputStream out, float[] table) throws IOException {
        int at = 0;
        while (at < table.length) {
            int from = at;
            while (at < table.length && table[at] == 0) at++;
            Ids.writeCount(out, at - from);
            from = at;
            while (at < table.length && table[at] != 0) at++;
            Ids.writeCount(out, at - from);
            for (int i = from; i < at; i++) out.writeInt(Float.floatToIntBits(table[i]));
        }
    }

    static void read(DataInputStream in, float[] table) throws IOException {
        int at = 0;
        while (at < table.length) {
            at += Ids.readCount(in, table.length - at);
            int to = at + Ids.readCount(in, table.length - at);
            while (at < to) table[at++] = Float.intBitsToFloat(in.readInt());
        }
    }

    static void write(DataOutputStream out, short[] table) throws IOException {
        int at = 0;
        while (at < table.length) {
            int from = at;
            while (at < table.length && table[at] == 0) at++;
            Ids.writeCount(out, at - from);
            from = at;
            while (at < table.length && table[at] != 0) at++;
            Ids.writeCount(out, at - from);
            for (int i = from; i < at; i++) Ids.writeCount(out, table[i]);
        }
    }

    static void read(DataInputStream in, short[] table) throws IOException {
        int at = 0;
        while (at < table.length) {
            at += Ids.readCount(in, table.length - at);
            int to = at + Ids.readCount(in, table.length - at);
            while (at < to) table[at++] = (short) Ids.readCount(in, Short.MAX_VALUE);
        }
    }
}
