/**
 * Finds out whether a mail really comes from the domain that it names: SPF, DKIM, DMARC and ARC. The doors are
 * {@link org.havendesk.email.auth.SenderTruth} and {@link org.havendesk.email.auth.Dns}.
 */
@NullMarked
@NamedInterface("auth")
package org.havendesk.email.auth;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
