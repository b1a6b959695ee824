package org.havendesk.email.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the parts of a mail (RFC 2046, 5.1). Every line is looked at once, against all boundaries that are open: an inner
 * part that never ends is ended by the outer one. Depth and number of parts are limited, so that no mail can make it
 * slow or exhaust the stack.
 */
final class Structure {
    private static final int END = -1;

    private final byte[] bytes;
    private final int end;
    private final Set<Warning> warnings;
    private final Counter counter;
    private final List<byte[]> open = new ArrayList<>();
    private Delimiter last = new Delimiter(0, 0, END, true);

    /** A boundary line: where it begins, where the next line does, whose it is, and whether it is the last one. */
    private record Delimiter(int line, int next, int level, boolean closing) {}

    /** Counted over the whole mail, also through parts that had to be decoded first. */
    private static final class Counter {
        private int parts;
    }

    private Structure(byte[] bytes, int end, Counter counter, Set<Warning> warnings) {
        this.bytes = bytes;
        this.end = end;
        this.counter = counter;
        this.warnings = warnings;
    }

    static Entity of(byte[] bytes, int start, int end, Set<Warning> warnings) {
        var headers = Headers.ofMail(bytes, start, end, warnings);

        return new Structure(bytes, end, new Counter(), warnings).entity(headers, 0, "text/plain");
    }

    private Entity entity(Headers headers, int depth, String typeWhenMissing) {
        counter.parts++;
        var entity = new Entity(bytes, headers, typeWhenMissing);
        if (entity.isMultipart() && depth >= MailParser.MAX_DEPTH) {
            warnings.add(Warning.TOO_DEEP);
        } else if (entity.isMultipart()) {
            multipart(entity, depth);
            return entity;
        }
        last = next(headers.bodyStart());
        entity.endsAt(beforeLineEnd(last.line(), headers.bodyStart()));

        return entity;
    }

    private void multipart(Entity entity, int depth) {
        var boundary = entity.parameter("boundary").stripTrailing().getBytes(ISO_8859_1);
        var from = entity.bodyStart();
        if (boundary.length == 0 || !children(entity, boundary, from, depth)) {
            warnings.add(Warning.MISSING_BOUNDARY);
            last = boundary.length == 0 ? next(from) : last;
            entity.endsAt(beforeLineEnd(last.line(), from));
            var stop = last;
            if (!encodedChildren(entity, depth)) {
                guessed(from, stop.line()).ifPresent(guess -> children(entity, guess, from, depth));
            }
        } else {
            entity.endsAt(beforeLineEnd(last.line(), from));
        }
    }

    /** @return false when the boundary does not occur; {@code last} is then the line that ends the entity */
    private boolean children(Entity entity, byte[] boundary, int from, int depth) {
        var level = open.size();
        var usual = entity.mediaType().equals("multipart/digest") ? "message/rfc822" : "text/plain";
        open.add(boundary);
        last = next(from);
        var found = last.level() == level;
        while (last.level() == level) {
            if (last.closing()) {
                // What follows is an epilogue; parts after an end that came too early are read all the same.
                last = next(last.next());
                continue;
            }
            if (counter.parts >= MailParser.MAX_PARTS) {
                warnings.add(Warning.TOO_MANY_PARTS);
                last = new Delimiter(end, end, END, true);
                break;
            }
            entity.children().add(entity(Headers.ofPart(bytes, last.next(), end, warnings), depth + 1, usual));
            if (last.level() != level) {
                warnings.add(Warning.UNCLOSED_BOUNDARY);
            }
        }
        open.removeLast();

        return found;
    }

    /** Some gateways encode a whole multipart, which RFC 2045, 6.4 forbids. */
    private boolean encodedChildren(Entity entity, int depth) {
        var decoded = entity.content(warnings);
        if (decoded.isSliceOf(bytes) || decoded.size() == 0) {
            return false;
        }
        var inner = decoded.bytes();
        var structure = new Structure(inner, inner.length, counter, warnings);
        var headers = Headers.ofPart(inner, 0, 0, warnings);
        var holder = new Entity(inner, headers, entity.mediaType());
        var boundary = entity.parameter("boundary").stripTrailing().getBytes(ISO_8859_1);
        var found = boundary.length > 0 && structure.children(holder, boundary, 0, depth);
        entity.children().addAll(holder.children());

        return found;
    }

    /** The boundary by its looks: a line that begins with two hyphens, and after it a line with a Content- field. */
    private Optional<byte[]> guessed(int from, int to) {
        for (var line = from; line < to; line = afterLine(line)) {
            if (isHyphenated(line)) {
                var next = afterLine(line);
                if (next < to && startsWithContentField(next)) {
                    var stop = beforeLineEnd(next, line);
                    return Optional.of(Arrays.copyOfRange(bytes, line + 2, stop))
                            .filter(name -> name.length > 0);
                }
            }
        }

        return Optional.empty();
    }

    private boolean startsWithContentField(int line) {
        var word = "content-";
        for (var i = 0; i < word.length(); i++) {
            if (line + i >= end || (bytes[line + i] | 0x20) != (word.charAt(i) | 0x20)) {
                return false;
            }
        }

        return true;
    }

    private Delimiter next(int from) {
        for (var line = from; line < end; line = afterLine(line)) {
            if (isHyphenated(line)) {
                for (var level = open.size() - 1; level >= 0; level--) {
                    var after = afterBoundary(line + 2, open.get(level));
                    if (after >= 0) {
                        var closing = after + 1 < end && bytes[after] == '-' && bytes[after + 1] == '-';
                        return new Delimiter(line, afterLine(line), level, closing);
                    }
                }
            }
        }

        return new Delimiter(end, end, END, true);
    }

    private boolean isHyphenated(int line) {
        return line + 2 < end && bytes[line] == '-' && bytes[line + 1] == '-';
    }

    /** Where the boundary's name ends when it stands here and nothing but hyphens and blanks follow, else -1. */
    private int afterBoundary(int at, byte[] name) {
        if (at + name.length > end) {
            return -1;
        }
        for (var i = 0; i < name.length; i++) {
            if (bytes[at + i] != name[i]) {
                return -1;
            }
        }
        var after = at + name.length;
        var i = after;
        if (i + 1 < end && bytes[i] == '-' && bytes[i + 1] == '-') {
            i += 2;
        }
        while (i < end && (bytes[i] == ' ' || bytes[i] == '\t' || bytes[i] == '\r')) {
            i++;
        }

        return i == end || bytes[i] == '\n' ? after : -1;
    }

    private int afterLine(int start) {
        var i = start;
        while (i < end && bytes[i] != '\n') {
            i++;
        }

        return Math.min(end, i + 1);
    }

    /** The line end before a boundary belongs to the boundary (RFC 2046, 5.1.1). */
    private int beforeLineEnd(int line, int from) {
        var stop = line;
        if (stop == end && (stop <= from || bytes[stop - 1] != '\n')) {
            return stop;
        }
        if (stop > from && bytes[stop - 1] == '\n') {
            stop--;
        }
        if (stop > from && bytes[stop - 1] == '\r') {
            stop--;
        }

        return stop;
    }
}
