/** Measures the spam filter: how well it judges a stream of messages, and how fast. */
@NullMarked
package org.havendesk.bench.spam;

import org.jspecify.annotations.NullMarked;
