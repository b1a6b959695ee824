/** Tests of what open windows are told. */
@NullMarked
package org.havendesk.realtime;

import org.jspecify.annotations.NullMarked;
