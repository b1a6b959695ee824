/** Proves that any mail is read, and read rightly. The mails stand in {@code src/test/resources/mail}. */
@NullMarked
package org.havendesk.email.mime;

import org.jspecify.annotations.NullMarked;
