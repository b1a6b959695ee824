/** Due work as rows: what must still happen, when, how often it was tried and what went wrong. The door is {@link org.havendesk.jobs.Jobs}. */
@NullMarked
package org.havendesk.jobs;

import org.jspecify.annotations.NullMarked;
