/** Fills an account with the invented help desk of an invented tea shop, through the doors that everybody uses. */
@NullMarked
package org.havendesk.operator.demo;

import org.jspecify.annotations.NullMarked;
