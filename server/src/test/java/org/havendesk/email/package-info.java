/** What is promised of mail in and out. */
@NullMarked
package org.havendesk.email;

import org.jspecify.annotations.NullMarked;
