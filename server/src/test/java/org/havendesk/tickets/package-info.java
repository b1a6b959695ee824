@NullMarked
package org.havendesk.tickets;

import org.jspecify.annotations.NullMarked;
