package org.havendesk.email.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * Asks recursive name servers, one after the other, and remembers their answers for as long as these are valid (an hour
 * at most). While none of them answers anything at all, nobody waits for them.
 */
@Component
class NameServers implements Dns {
    private static final int PORT = 53;
    private static final int MOST_VALUES = 100;
    private static final int LONGEST_TEXT = 8 * 1024;
    private static final int MOST_ALIASES = 10;
    private static final int OVERHEAD = 200;
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration LONGEST_NOTHING = Duration.ofMinutes(5);
    private static final Duration NOTHING = Duration.ofMinutes(1);
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final List<SimpleResolver> servers;
    private final Cache<Question, Answer> known;
    private volatile long silentUntil = System.nanoTime();

    @Autowired
    NameServers(DnsSettings settings) {
        var timeout = settings.timeout();
        this.servers = addresses(settings.servers()).stream()
                .map(address -> server(address, timeout))
                .toList();
        this.known = Caffeine.newBuilder()
                .maximumWeight(settings.cache().toBytes())
                .weigher((Question question, Answer answer) -> question.name().length() + answer.weight())
                .expireAfter(Expiry.creating((Question question, Answer answer) -> answer.life()))
                .build();
    }

    private record Question(String name, Kind kind) {}

    /** @param given false when no server could say */
    private record Answer(boolean given, List<String> values, Duration life) {
        static final Answer NONE = new Answer(false, List.of(), SILENCE);

        int weight() {
            return OVERHEAD + values.stream().mapToInt(String::length).sum();
        }
    }

    @Override
    public List<String> ask(String name, Kind kind) throws NoAnswer {
        var question = new Question(name.toLowerCase(Locale.ROOT), kind);
        var answer = Optional.ofNullable(known.getIfPresent(question)).orElseGet(() -> {
            var fresh = fromServers(question);
            known.put(question, fresh);
            return fresh;
        });
        if (!answer.given()) {
            throw new NoAnswer();
        }
        return answer.values();
    }

    /** How many answers are in memory. */
    long remembered() {
        known.cleanUp();
        return known.estimatedSize();
    }

    private Answer fromServers(Question question) {
        Name name;
        try {
            name = Name.fromString(question.name(), Name.root);
        } catch (TextParseException e) {
            return new Answer(true, List.of(), NOTHING);
        }
        if (System.nanoTime() - silentUntil < 0) {
            return new Answer(false, List.of(), Duration.ofSeconds(1));
        }
        var asked = Record.newRecord(name, type(question.kind()), DClass.IN);
        for (var server : servers) {
            var answer = send(server, asked).flatMap(message -> answer(message, name, question.kind()));
            if (answer.isPresent()) {
                return answer.get();
            }
        }
        lookWhetherAnyAnswers();
        return Answer.NONE;
    }

    /** The silence about one name may be its owner's doing; only servers that say nothing about the root are gone. */
    private void lookWhetherAnyAnswers() {
        var root = Record.newRecord(Name.root, Type.NS, DClass.IN);
        if (servers.stream().noneMatch(server -> send(server, root).isPresent())) {
            silentUntil = System.nanoTime() + SILENCE.toNanos();
        }
    }

    private static Optional<Message> send(SimpleResolver server, Record asked) {
        try {
            return Optional.of(server.send(Message.newQuery(asked)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<Answer> answer(Message message, Name asked, Kind kind) {
        return switch (message.getRcode()) {
            case Rcode.NXDOMAIN -> Optional.of(nothing(message));
            case Rcode.NOERROR -> {
                var records = records(message, asked, type(kind));
                yield Optional.of(records.isEmpty() ? nothing(message) : something(records));
            }
            default -> Optional.empty();
        };
    }

    private static List<Record> records(Message message, Name asked, int type) {
        var name = asked;
        for (int aliases = 0; aliases <= MOST_ALIASES; aliases++) {
            var owner = name;
            var own = message.getSection(Section.ANSWER).stream()
                    .filter(record -> record.getName().equals(owner))
                    .toList();
            var found = own.stream().filter(record -> record.getType() == type).toList();
            var alias = own.stream().filter(CNAMERecord.class::isInstance).findFirst();
            if (!found.isEmpty() || alias.isEmpty()) {
                return found;
            }
            name = ((CNAMERecord) alias.get()).getTarget();
        }
        return List.of();
    }

    private static Answer something(List<Record> records) {
        var seconds = records.stream().mapToLong(Record::getTTL).min().orElse(0);
        var values = records.stream()
                .limit(MOST_VALUES)
                .sorted(Comparator.comparingInt(record -> record instanceof MXRecord mx ? mx.getPriority() : 0))
                .flatMap(NameServers::value)
                .toList();
        return new Answer(true, values, bounded(seconds, LONGEST));
    }

    private static Answer nothing(Message message) {
        var life = message.getSection(Section.AUTHORITY).stream()
                .filter(SOARecord.class::isInstance)
                .map(SOARecord.class::cast)
                .map(soa -> bounded(Math.min(soa.getTTL(), soa.getMinimum()), LONGEST_NOTHING))
                .findFirst()
                .orElse(NOTHING);
        return new Answer(true, List.of(), life);
    }

    private static Duration bounded(long seconds, Duration most) {
        return Duration.ofSeconds(Math.clamp(seconds, 1, most.toSeconds()));
    }

    private static Stream<String> value(Record record) {
        return switch (record) {
            case ARecord a -> Stream.of(a.getAddress().getHostAddress());
            case AAAARecord aaaa -> Stream.of(aaaa.getAddress().getHostAddress());
            case MXRecord mx -> Stream.of(mx.getTarget().toString(true));
            case PTRRecord ptr -> Stream.of(ptr.getTarget().toString(true));
            case TXTRecord txt -> Stream.of(text(txt)).filter(text -> text.length() <= LONGEST_TEXT);
            default -> Stream.empty();
        };
    }

    private static String text(TXTRecord txt) {
        var text = new StringBuilder();
        for (var piece : txt.getStringsAsByteArrays()) {
            text.append(new String((byte[]) piece, StandardCharsets.ISO_8859_1));
        }
        return text.toString();
    }

    private static int type(Kind kind) {
        return switch (kind) {
            case TXT -> Type.TXT;
            case A -> Type.A;
            case AAAA -> Type.AAAA;
            case MX -> Type.MX;
            case PTR -> Type.PTR;
        };
    }

    private static SimpleResolver server(InetSocketAddress address, Duration timeout) {
        var server = new SimpleResolver(address);
        server.setTimeout(timeout);
        return server;
    }

    private static List<InetSocketAddress> addresses(List<String> given) {
        var named = given.stream().filter(text -> !text.isBlank()).toList();
        return named.isEmpty()
                ? List.copyOf(ResolverConfig.getCurrentConfig().servers())
                : new ArrayList<>(named.stream().map(NameServers::address).toList());
    }

    /** {@code 192.0.2.1}, {@code 192.0.2.1:5353}, {@code [2001:db8::1]:5353} or a host's name. */
    private static InetSocketAddress address(String text) {
        var colon = text.lastIndexOf(':');
        var hasPort = colon > 0 && (text.indexOf(':') == colon || text.charAt(colon - 1) == ']');
        var host = (hasPort ? text.substring(0, colon) : text).replaceAll("[\\[\\]]", "");
        return new InetSocketAddress(host, hasPort ? Integer.parseInt(text.substring(colon + 1)) : PORT);
    }
}
