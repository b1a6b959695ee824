/** Accounts are opened, installed and found. */
@NullMarked
package org.havendesk.accounts;

import org.jspecify.annotations.NullMarked;
