/** The accounts of this installation: sign-up, installation, and later their whole life. The door is {@link org.havendesk.accounts.Accounts}. */
@NullMarked
package org.havendesk.accounts;

import org.jspecify.annotations.NullMarked;
