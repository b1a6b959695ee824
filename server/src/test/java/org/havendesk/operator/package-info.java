/** The operator's commands are carried out for the operator, and for nobody else. */
@NullMarked
package org.havendesk.operator;

import org.jspecify.annotations.NullMarked;
