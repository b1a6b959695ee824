/**
 * Turns the raw bytes of an e-mail into a value that says what a person wrote, and a stranger's HTML into HTML that is
 * safe to show. Pure functions without state: the doors are {@link org.havendesk.email.mime.MailParser},
 * {@link org.havendesk.email.mime.MailHtml} and {@link org.havendesk.email.mime.ReplyMarker}.
 */
@NullMarked
@NamedInterface("mime")
package org.havendesk.email.mime;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
