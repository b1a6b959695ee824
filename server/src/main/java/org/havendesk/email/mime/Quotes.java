package org.havendesk.email.mime;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * Finds where a person's own words end and the quoted mail or the signature begins. Never folds everything away, and
 * folds nothing when answers stand between the quoted lines. Each line is looked at a fixed number of times.
 */
final class Quotes {
    private static final int LONGEST_SIGNATURE = 30;
    private static final int LONGEST_LOOSE_SIGNATURE = 12;
    private static final int LONGEST_ATTRIBUTION = 4;
    private static final int LONGEST_HEADER_BLOCK = 9;

    private final List<Line> lines;

    private Quotes(List<Line> lines) {
        this.lines = lines;
    }

    /** The person's words are the lines from {@code from} up to, not including, {@code to}. */
    record Cut(int from, int to, int all) {
        boolean foldsNothing() {
            return from == 0 && to == all;
        }
    }

    /** What a text falls into. */
    record Split(String written, Optional<String> quoted) {}

    static Split split(String text, boolean forwarded) {
        if (forwarded) {
            return new Split(text.strip(), Optional.empty());
        }
        var raw = text.split("\n", -1);
        var lines = new ArrayList<Line>(raw.length);
        for (var line : raw) {
            lines.add(Line.of(line));
        }
        var cut = cut(lines);
        if (cut.foldsNothing()) {
            return new Split(text.strip(), Optional.empty());
        }
        var written = join(raw, cut.from(), cut.to());
        var quoted = join(raw, 0, cut.from()) + join(raw, cut.to(), raw.length);

        return new Split(written.strip(), Optional.of(quoted.strip()).filter(rest -> !rest.isEmpty()));
    }

    private static String join(String[] lines, int from, int to) {
        var joined = new StringBuilder();
        for (var i = from; i < to; i++) {
            joined.append(lines[i]).append('\n');
        }

        return joined.toString();
    }

    static Cut cut(List<Line> lines) {
        return new Quotes(lines).cut();
    }

    private Cut cut() {
        var quote = 0;
        while (quote < lines.size() && !startsQuote(quote)) {
            if (isForward(quote)) {
                return everything();
            }
            quote++;
        }
        if (quote == lines.size()) {
            return visible(0, signatureBefore(quote));
        }
        if (isForwardWithin(quote)) {
            return everything();
        }
        if (startsRest(quote)) {
            return visible(0, signatureBefore(quote));
        }

        return aroundQuotedLines(quote);
    }

    private Cut everything() {
        return new Cut(0, lines.size(), lines.size());
    }

    private Cut visible(int from, int to) {
        var end = to;
        while (end > from && lines.get(end - 1).blank()) {
            end--;
        }
        for (var i = from; i < end; i++) {
            if (lines.get(i).said()) {
                return new Cut(from, end, lines.size());
            }
        }

        return everything();
    }

    private boolean isForward(int at) {
        var line = lines.get(at);

        return line.mark() == Line.Mark.FORWARD || !line.quoted() && QuoteWords.isForwardedMessage(line.text());
    }

    /** Programs mark a forwarded mail like a quote, and say in its first line what it is. */
    private boolean isForwardWithin(int quote) {
        var looked = 0;
        for (var i = quote; i < lines.size() && looked < 2; i++) {
            if (isForward(i)) {
                return true;
            }
            looked += lines.get(i).blank() ? 0 : 1;
        }

        return false;
    }

    private boolean startsQuote(int at) {
        var line = lines.get(at);
        if (line.blank()) {
            return false;
        }

        return line.quoted()
                || startsRest(at)
                || attributionEnd(at, false) >= 0 && quotedAfter(attributionEnd(at, false));
    }

    /** Whether everything from here on is a quote, although its lines are not marked as such. */
    private boolean startsRest(int at) {
        var line = lines.get(at);
        if (line.mark() == Line.Mark.QUOTE_STARTS || ReplyMarker.isIn(line.text())) {
            return true;
        }
        if (line.quoted() || line.blank()) {
            return false;
        }
        var attribution = attributionEnd(at, true);

        return QuoteWords.isOriginalMessage(line.text())
                || isHeaderBlock(at)
                || isRule(line.text()) && isHeaderBlock(nextFilled(at + 1))
                || attribution >= 0 && !quotedAfter(attribution);
    }

    private static boolean isRule(String text) {
        return text.length() >= 10 && text.chars().allMatch(c -> c == '_' || c == '-');
    }

    /** From, and the date and the subject or recipient below it; a web form's "From" has no such company. */
    private boolean isHeaderBlock(int at) {
        if (at >= lines.size() || QuoteWords.label(lines.get(at).text()) != QuoteWords.Label.FROM) {
            return false;
        }
        var others = EnumSet.noneOf(QuoteWords.Label.class);
        for (var i = at + 1; i < Math.min(lines.size(), at + LONGEST_HEADER_BLOCK); i++) {
            var label = QuoteWords.label(lines.get(i).text());
            if (label != null && label != QuoteWords.Label.FROM) {
                others.add(label);
            }
        }

        return others.contains(QuoteWords.Label.DATE)
                && (others.contains(QuoteWords.Label.TO) || others.contains(QuoteWords.Label.SUBJECT));
    }

    /** The last line of "On ..., somebody wrote:" that begins here, or -1. */
    private int attributionEnd(int at, boolean sure) {
        var line = lines.get(at);
        if (line.quoted() || line.blank()) {
            return -1;
        }
        if (line.mark() == Line.Mark.ATTRIBUTION) {
            var end = at;
            while (end + 1 < Math.min(lines.size(), at + 2 * LONGEST_ATTRIBUTION)
                    && lines.get(end + 1).mark() == Line.Mark.ATTRIBUTION) {
                end++;
            }
            return end;
        }
        if (line.text().length() > 300) {
            return -1;
        }
        var joined = new StringBuilder();
        for (var i = at; i < Math.min(lines.size(), at + LONGEST_ATTRIBUTION); i++) {
            var next = lines.get(i);
            if (next.quoted() || next.blank() || next.text().length() > 300) {
                return -1;
            }
            if (i > at && (next.mark() != line.mark() || !QuoteWords.beginsAttribution(line.text()))) {
                return -1;
            }
            joined.append(i == at ? "" : " ").append(next.text());
            if (QuoteWords.isAttribution(joined.toString(), sure)) {
                return i;
            }
        }

        return -1;
    }

    private boolean quotedAfter(int at) {
        var next = nextFilled(at + 1);

        return next < lines.size() && lines.get(next).quoted();
    }

    private int nextFilled(int from) {
        var i = from;
        while (i < lines.size() && lines.get(i).blank()) {
            i++;
        }

        return i;
    }

    /** The quote begins at a marked line: fold it when nothing is said below it, or nothing above it. */
    private Cut aroundQuotedLines(int quote) {
        var after = endOfQuotedRun(quote);
        if (after == lines.size() || startsRest(after) || isSignature(after)) {
            return visible(0, signatureBefore(quote));
        }
        if (hasSaid(0, quote)) {
            return everything();
        }
        for (var i = after; i < lines.size(); i++) {
            if (lines.get(i).quoted()) {
                return everything();
            }
        }

        return visible(after, signatureBefore(lines.size()));
    }

    /** Over quoted and blank lines and what introduces quotes within them. */
    private int endOfQuotedRun(int from) {
        var i = from;
        while (i < lines.size()) {
            var attribution = attributionEnd(i, false);
            if (attribution >= 0 && quotedAfter(attribution)) {
                i = attribution + 1;
            } else if (lines.get(i).said()) {
                return i;
            } else {
                i++;
            }
        }

        return i;
    }

    private boolean hasSaid(int from, int to) {
        for (var i = from; i < to; i++) {
            if (lines.get(i).said()) {
                return true;
            }
        }

        return false;
    }

    /** Whether nothing but a signature stands from here to the end. */
    private boolean isSignature(int at) {
        return isDelimiter(at, lines.size())
                || markedSignatureBefore(lines.size()) <= at
                || QuoteWords.isSentFrom(lines.get(at).text()) && nextFilled(at + 1) == lines.size();
    }

    /** Where the words before this line end when the signature is taken off. */
    private int signatureBefore(int end) {
        var marked = markedSignatureBefore(end);
        for (var i = 0; i < marked; i++) {
            if (isDelimiter(i, marked)) {
                return withoutSentFrom(i);
            }
        }

        return withoutSentFrom(marked);
    }

    private boolean isDelimiter(int at, int end) {
        var line = lines.get(at);
        if (line.quoted() || !(line.text().equals("--") || line.text().equals("\u2014"))) {
            return false;
        }
        var left = filled(at + 1, end);

        return left > 0 && left <= (line.text().equals("--") ? LONGEST_SIGNATURE : LONGEST_LOOSE_SIGNATURE);
    }

    private int filled(int from, int to) {
        var filled = 0;
        for (var i = from; i < to && filled <= LONGEST_SIGNATURE; i++) {
            filled += lines.get(i).blank() ? 0 : 1;
        }

        return filled;
    }

    /** Where the lines begin that the sender's program marks as signature, when nothing else is said after them. */
    private int markedSignatureBefore(int end) {
        var start = end;
        for (var i = end - 1; i >= 0; i--) {
            if (lines.get(i).mark() == Line.Mark.SIGNATURE) {
                start = i;
            } else if (lines.get(i).said()) {
                break;
            }
        }

        return start;
    }

    private int withoutSentFrom(int end) {
        var stop = end;
        for (var taken = 0; taken < 2; taken++) {
            var last = stop - 1;
            while (last >= 0 && lines.get(last).blank()) {
                last--;
            }
            if (last < 0
                    || lines.get(last).quoted()
                    || !QuoteWords.isSentFrom(lines.get(last).text())) {
                return stop;
            }
            stop = last;
        }

        return stop;
    }
}
