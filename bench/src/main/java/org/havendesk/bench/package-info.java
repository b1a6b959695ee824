/** Measurements of the whole product: each loads what it needs by itself, says what it measures, and judges it by limits. */
@NullMarked
package org.havendesk.bench;

import org.jspecify.annotations.NullMarked;
