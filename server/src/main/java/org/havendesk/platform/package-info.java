/**
 * What every room stands on: who is asking and for which account, errors, time, ids, paging, keys and the tenant-bound
 * transaction. Imports no other room.
 */
@NullMarked
package org.havendesk.platform;

import org.jspecify.annotations.NullMarked;
