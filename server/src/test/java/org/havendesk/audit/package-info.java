/** Tests of what is written down and read back. */
@NullMarked
package org.havendesk.audit;

import org.jspecify.annotations.NullMarked;
