package org.havendesk.spam;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** Sets of feature ids, and numbers of seven bits a byte. */
final class Ids {
    private static final int FEW = 128;

    private Ids() {}

    interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    interface Reading<T> {
        T from(DataInputStream in) throws IOException;
    }

    static byte[] bytes(Writing writing) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            writing.to(out);
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
        return bytes.toByteArray();
    }

    static <T> T from(byte[] bytes, Reading<T> reading) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return reading.from(in);
        } catch (IOException e) {
            throw new IllegalArgumentException("Not what the spam filter wrote", e);
        }
    }

    static byte[] compressed(Writing writing) {
        var bytes = new ByteArrayOutputStream();
        var deflater = new Deflater(Deflater.BEST_SPEED, true);
        try (var out =
                new DataOutputStream(new BufferedOutputStream(new DeflaterOutputStream(bytes, deflater, 8192), 8192))) {
            writing.to(out);
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    static <T> T decompressed(byte[] bytes, Reading<T> reading) {
        var inflater = new Inflater(true);
        try (var in = new DataInputStream(
                new BufferedInputStream(new InflaterInputStream(new ByteArrayInputStream(bytes), inflater), 8192))) {
            return reading.from(in);
        } catch (IOException e) {
            throw new IllegalArgumentException("Not what the spam filter wrote", e);
        } finally {
            inflater.end();
        }
    }

    /** The first {@code count} of {@code ids}, none below 0, ascending, each once; reorders {@code ids}. */
    static int[] distinct(int[] ids, int count) {
        sort(ids, count);
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (i == 0 || ids[i] != ids[kept - 1]) ids[kept++] = ids[i];
        }
        return Arrays.copyOf(ids, kept);
    }

    /** Byte by byte from the lowest (radix sort): ids are spread evenly, and a message has some thousand of them. */
    private static void sort(int[] ids, int count) {
        if (count < FEW) {
            Arrays.sort(ids, 0, count);
            return;
        }
        int all = 0;
        for (int i = 0; i < count; i++) all |= ids[i];
        var from = ids;
        var to = new int[count];
        for (int shift = 0; shift < 32 && all >>> shift != 0; shift += 8) {
            var next = places(from, count, shift);
            for (int i = 0; i < count; i++) to[next[from[i] >>> shift & 0xff]++] = from[i];
            var sorted = to;
            to = from;
            from = sorted;
        }
        if (from != ids) System.arraycopy(from, 0, ids, 0, count);
    }

    /** Where the first id with each value of a byte goes. */
    private static int[] places(int[] ids, int count, int shift) {
        var places = new int[257];
        for (int i = 0; i < count; i++) places[(ids[i] >>> shift & 0xff) + 1]++;
        for (int i = 0; i < 256; i++) places[i + 1] += places[i];
        return places;
    }

    static int[] readGaps(DataInputStream in, int highest) throws IOException {
        var ids = new int[readCount(in, highest + 1)];
        int last = 0;
        for (int i = 0; i < ids.length; i++) {
            last += readCount(in, highest - last);
            ids[i] = last;
        }
        return ids;
    }

    static void writeCount(DataOutputStream out, int count) throws IOException {
        int rest = count;
        while (rest > 0x7f) {
            out.writeByte(rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        out.writeByte(rest);
    }

    static int readCount(DataInputStream in, int most) throws IOException {
        int count = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int seven = in.readUnsignedByte();
            count |= (seven & 0x7f) << shift;
            if (seven < 0x80) {
                if (count < 0 || count > most) break;
                return count;
            }
        }
        throw new IOException("A number is out of its range");
    }
}
