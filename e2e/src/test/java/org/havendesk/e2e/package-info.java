/** What people do with the product, played in a real browser against the program as it is started. */
@NullMarked
package org.havendesk.e2e;

import org.jspecify.annotations.NullMarked;
