/** How fast the console is in an account with a million tickets. {@code ConsoleBench} is where it begins. */
@NullMarked
package org.havendesk.bench.console;

import org.jspecify.annotations.NullMarked;
