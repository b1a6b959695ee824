/** The stage of the tests: one program for all of them, a clock that can be turned, and the cast. */
@NullMarked
package org.havendesk.testing;

import org.jspecify.annotations.NullMarked;
