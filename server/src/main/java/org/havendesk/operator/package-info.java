/**
 * The staff that runs the installation: what it is told at the start, and the commands of {@code bin/desk}. Nobody imports
 * this room.
 */
@NullMarked
package org.havendesk.operator;

import org.jspecify.annotations.NullMarked;
