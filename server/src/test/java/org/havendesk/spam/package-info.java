/** What the spam filter promises, shown on invented messages. */
@NullMarked
package org.havendesk.spam;

import org.jspecify.annotations.NullMarked;
