package org.havendesk.email.mime;

import java.util.Optional;

/**
 * What the mail says. Nothing in here is sanitised: HTML goes through {@link MailHtml} before it is stored.
 *
 * @param text the whole text, from the text parts or made from the HTML
 * @param replyText the text without quote and signature; never empty when {@code text} is not
 * @param quotedText what {@code replyText} leaves out; empty when nothing was folded
 * @param html the whole HTML as sent; empty when the mail is plain text
 * @param visibleHtml the HTML without quote and signature, inline images referred to by {@code cid:}; present when
 *     {@code html} is
 * @param quotedHtml what {@code visibleHtml} leaves out; empty when nothing was folded
 */
public record Body(
        String text,
        String replyText,
        Optional<String> quotedText,
        Optional<String> html,
        Optional<String> visibleHtml,
        Optional<String> quotedHtml) {}
