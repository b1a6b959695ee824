package org.havendesk.testing;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.havendesk.email.auth.Dns;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** What the DNS holds, written down by a test. All tests of the whole program share one, as they share the program. */
public final class Zone implements Dns {
    @TestConfiguration(proxyBeanMethods = false)
    static class Configuration {
        @Bean
        @Primary
        Zone zone() {
            return new Zone();
        }
    }

    private final Map<String, List<String>> records = new ConcurrentHashMap<>();
    private final Set<String> silent = ConcurrentHashMap.newKeySet();
    private final AtomicInteger asked = new AtomicInteger();

    /** Adds records to a name. */
    public Zone with(String name, Kind kind, String... values) {
        records.computeIfAbsent(key(name, kind), key -> new CopyOnWriteArrayList<>())
                .addAll(List.of(values));
        return this;
    }

    public Zone text(String name, String text) {
        return with(name, Kind.TXT, text);
    }

    /** From now on nobody answers questions about this name. */
    public Zone silent(String name) {
        silent.add(name.toLowerCase(Locale.ROOT));
        return this;
    }

    /** How many questions were asked so far. */
    public int asked() {
        return asked.get();
    }

    @Override
    public List<String> ask(String name, Kind kind) throws NoAnswer {
        asked.incrementAndGet();
        if (silent.contains(name.toLowerCase(Locale.ROOT))) {
            throw new NoAnswer();
        }
        return List.copyOf(records.getOrDefault(key(name, kind), List.of()));
    }

    private static String key(String name, Kind kind) {
        return kind + " " + name.toLowerCase(Locale.ROOT);
    }
}
