/** What a room implements to take part in making an account. */
@NullMarked
@NamedInterface("spi")
package org.havendesk.accounts.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
