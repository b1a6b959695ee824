/** What a room implements to declare, erase and hand over the personal data that it keeps. */
@NullMarked
@NamedInterface("spi")
package org.havendesk.privacy.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
