@NullMarked
package org.havendesk.privacy;

import org.jspecify.annotations.NullMarked;
