/** The database: the PostgreSQL that comes with the product, the pool, the migrations and the wall of each transaction. */
@NullMarked
package org.havendesk.platform.database;

import org.jspecify.annotations.NullMarked;
