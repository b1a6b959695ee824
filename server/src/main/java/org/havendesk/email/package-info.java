/** Mail in and out: the listener, mailboxes, threading, the outbox. A ticket knows nothing of it. */
@NullMarked
package org.havendesk.email;

import org.jspecify.annotations.NullMarked;
