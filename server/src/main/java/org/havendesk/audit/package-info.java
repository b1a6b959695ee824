/** Who did what when: ids, never values; rows are only added and linked by hashes. */
@NullMarked
package org.havendesk.audit;

import org.jspecify.annotations.NullMarked;
