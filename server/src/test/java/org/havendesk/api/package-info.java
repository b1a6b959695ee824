@NullMarked
package org.havendesk.api;

import org.jspecify.annotations.NullMarked;
