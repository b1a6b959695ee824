/**
 * What every request goes through: the account is found by the host, the person by cookie or key, errors become problems
 * in the reader's language, and each answer carries the same guards. Rooms get pages, letters and links to themselves
 * here.
 */
@NullMarked
@NamedInterface("web")
package org.havendesk.platform.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
