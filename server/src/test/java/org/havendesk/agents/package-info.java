@NullMarked
package org.havendesk.agents;

import org.jspecify.annotations.NullMarked;
