package org.havendesk.platform;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * What was read from the database and may be remembered for a while. Nobody waits for somebody else's reading: a reader
 * needs a connection, and those who wait for it could hold them all. So the same may be read twice at once.
 */
public final class Remembered<K, V> {
    private final Cache<K, V> known;

    private Remembered(Caffeine<Object, Object> how, int entries) {
        this.known = how.maximumSize(entries).build();
    }

    public static <K, V> Remembered<K, V> since(Duration read, int entries) {
        return new Remembered<>(Caffeine.newBuilder().expireAfterWrite(read), entries);
    }

    public static <K, V> Remembered<K, V> sinceLastAsked(Duration asked, int entries) {
        return new Remembered<>(Caffeine.newBuilder().expireAfterAccess(asked), entries);
    }

    /** What is remembered, or else what is read now. */
    public V get(K key, Function<K, V> read) {
        return known(key).orElseGet(() -> {
            var found = read.apply(key);
            remember(key, found);
            return found;
        });
    }

    public Optional<V> known(K key) {
        return Optional.ofNullable(known.getIfPresent(key));
    }

    public void remember(K key, V value) {
        known.put(key, value);
    }

    public void forget(K key) {
        known.invalidate(key);
    }
}
