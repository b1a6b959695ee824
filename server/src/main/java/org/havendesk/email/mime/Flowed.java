package org.havendesk.email.mime;

/** Joins the lines of format=flowed text (RFC 3676): a line that ends with a blank goes on in the next one. */
final class Flowed {
    private Flowed() {}

    /** @param deleteBlank DelSp=yes: the blank at the end of a flowing line is not part of the text */
    static String join(String text, boolean deleteBlank) {
        var joined = new StringBuilder(text.length());
        var flowing = false;
        var depthBefore = 0;
        for (var start = 0; start <= text.length(); ) {
            var stop = text.indexOf('\n', start);
            var end = stop < 0 ? text.length() : stop;
            var depth = quoteDepth(text, start, end);
            var content = start + depth;
            if (content < end && text.charAt(content) == ' ') {
                content++;
            }
            var signature = end - content == 3 && text.startsWith("-- ", content);
            if (flowing && depth == depthBefore && !signature) {
                joined.append(text, content, end);
            } else {
                if (start > 0) {
                    joined.append('\n');
                }
                joined.append(">".repeat(depth));
                if (depth > 0 && content < end) {
                    joined.append(' ');
                }
                joined.append(text, content, end);
            }
            flowing = end > content && text.charAt(end - 1) == ' ' && !signature;
            if (flowing && deleteBlank) {
                joined.setLength(joined.length() - 1);
            }
            depthBefore = depth;
            if (stop < 0) {
                break;
            }
            start = stop + 1;
        }

        return joined.toString();
    }

    private static int quoteDepth(String text, int start, int end) {
        var depth = 0;
        while (start + depth < end && text.charAt(start + depth) == '>' && depth < 100) {
            depth++;
        }

        return depth;
    }
}
