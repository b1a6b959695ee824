package org.havendesk.spam;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Numbers as runs of bits, for ids that are spread at random: nothing shorter than their gaps in Golomb's code, with a
 * power of two as the measure (Rice), holds such a set.
 */
final class Bits {
    private Bits() {}

    /** The highest bit first; the last byte is filled up with zeros. */
    static final class Out {
        private final DataOutputStream out;
        private int held;
        private int bits;

        Out(DataOutputStream out) {
            this.out = out;
        }

        void write(int value, int width) throws IOException {
            int left = width;
            while (left > 0) {
                int some = Math.min(left, 8 - bits);
                left -= some;
                held = held << some | value >>> left & (1 << some) - 1;
                bits += some;
                if (bits == 8) flush();
            }
        }

        private void flush() throws IOException {
            out.writeByte(held);
            held = 0;
            bits = 0;
        }

        /** @param ascending each once, none below 0 */
        void writeSet(int[] ascending) throws IOException {
            Ids.writeCount(out, ascending.length);
            if (ascending.length == 0) return;
            int measure = measure(ascending[ascending.length - 1] / ascending.length);
            out.writeByte(measure);
            int next = 0;
            for (int id : ascending) {
                int gap = id - next;
                for (int i = gap >>> measure; i > 0; i--) write(1, 1);
                write(0, 1);
                write(gap, measure);
                next = id + 1;
            }
            end();
        }

        /** Where the best measure for gaps lies: at the mean times the logarithm of 2. */
        private static int measure(int mean) {
            return 31 - Integer.numberOfLeadingZeros(Math.max(1, (int) (mean * 0.69)));
        }

        void end() throws IOException {
            if (bits > 0) write(0, 8 - bits);
        }
    }

    static final class In {
        private final DataInputStream in;
        private int held;
        private int bits;

        In(DataInputStream in) {
            this.in = in;
        }

        int read(int width) throws IOException {
            int value = 0;
            for (int i = 0; i < width; i++) {
                if (bits == 0) {
                    held = in.readUnsignedByte();
                    bits = 8;
                }
                value = value << 1 | held >>> --bits & 1;
            }
            return value;
        }

        int[] readSet(int highest, int most) throws IOException {
            var ids = new int[Ids.readCount(in, most)];
            if (ids.length == 0) return ids;
            int measure = in.readUnsignedByte();
            if (measure > 30) throw new IOException("A number is out of its range");
            long next = 0;
            for (int i = 0; i < ids.length; i++) {
                long whole = 0;
                while (read(1) == 1) whole++;
                long id = next + (whole << measure) + read(measure);
                if (id > highest) throw new IOException("A number is out of its range");
                ids[i] = (int) id;
                next = id + 1;
            }
            end();
            return ids;
        }

        void end() {
            bits = 0;
        }
    }
}
