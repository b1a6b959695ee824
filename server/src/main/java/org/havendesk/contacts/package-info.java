/** Who writes to us. The door is {@link org.havendesk.contacts.Contacts}. */
@NullMarked
package org.havendesk.contacts;

import org.jspecify.annotations.NullMarked;
