@NullMarked
package org.havendesk;

import org.jspecify.annotations.NullMarked;
