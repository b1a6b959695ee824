/** Who is connected and what they are told at once. */
@NullMarked
package org.havendesk.realtime;

import org.jspecify.annotations.NullMarked;
