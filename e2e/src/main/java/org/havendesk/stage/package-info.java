/** What tests and measurements of the whole product stand on: the program in a process of its own, and those who talk to it. */
@NullMarked
package org.havendesk.stage;

import org.jspecify.annotations.NullMarked;
