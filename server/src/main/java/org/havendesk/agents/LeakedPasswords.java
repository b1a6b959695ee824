package org.havendesk.agents;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.IntStream;
import org.havendesk.platform.Tokens;
import org.springframework.core.io.ClassPathResource;

/**
 * The passwords that leaks hold most often, in a Bloom filter: it knows each of them, and takes one of a million others for
 * one of them. It ships with the product, so that nothing has to be asked of anybody. {@code leaked-passwords.md} beside
 * it says where the list comes from.
 */
final class LeakedPasswords {
    /** One wrong guess in a million: 29 bits an entry, 20 hashes. */
    private static final int BITS_EACH = 29;

    private static final int HASHES = 20;
    private static final LeakedPasswords SHIPPED =
            read(new ClassPathResource("agents/leaked-passwords.bin", LeakedPasswords.class.getClassLoader()));

    private final int size;
    private final BitSet bits;

    private LeakedPasswords(int size, BitSet bits) {
        this.size = size;
        this.bits = bits;
    }

    static LeakedPasswords shipped() {
        return SHIPPED;
    }

    static LeakedPasswords of(Collection<String> passwords) {
        var filter = new LeakedPasswords(Math.max(64, passwords.size() * BITS_EACH), new BitSet());
        passwords.forEach(password -> filter.places(password).forEach(filter.bits::set));
        return filter;
    }

    /** Whatever the letters' case. */
    boolean has(String password) {
        return places(password).allMatch(bits::get);
    }

    byte[] bytes() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeInt(size);
            out.write(bits.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static LeakedPasswords read(ClassPathResource resource) {
        try (var in = new DataInputStream(resource.getInputStream())) {
            return new LeakedPasswords(in.readInt(), BitSet.valueOf(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Two independent numbers make all the others (Kirsch and Mitzenmacher). */
    private IntStream places(String password) {
        var hash =
                ByteBuffer.wrap(Tokens.sha256(password.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8)));
        var one = hash.getLong();
        var two = hash.getLong() | 1;
        return IntStream.range(0, HASHES).map(i -> (int) Long.remainderUnsigned(one + i * two, size));
    }
}
