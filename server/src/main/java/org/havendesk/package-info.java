/** The help desk. Each package below is a room; ARCHITECTURE.md says which room holds what. */
@NullMarked
package org.havendesk;

import org.jspecify.annotations.NullMarked;
