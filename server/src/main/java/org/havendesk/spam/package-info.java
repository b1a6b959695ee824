/**
 * The filter that keeps learning which messages an account does not want, from that account's own marks alone, and that
 * forgets a person when told to. The door is {@link org.havendesk.spam.SpamFilter}.
 */
@NullMarked
package org.havendesk.spam;

import org.jspecify.annotations.NullMarked;
