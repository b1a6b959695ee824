@NullMarked
package org.havendesk.platform;

import org.jspecify.annotations.NullMarked;
