/** How fast mail comes in, and what each costs. {@code IntakeBench} is where it begins. */
@NullMarked
package org.havendesk.bench.intake;

import org.jspecify.annotations.NullMarked;
