/** What the walls between accounts and before each route cost of a request. {@code WallsBench} is where it begins. */
@NullMarked
package org.havendesk.bench.walls;

import org.jspecify.annotations.NullMarked;
