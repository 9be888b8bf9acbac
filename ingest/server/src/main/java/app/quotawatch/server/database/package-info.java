/** One database of either kind: its connections, transactions and schema. */
@NullMarked
package app.quotawatch.server.database;

import org.jspecify.annotations.NullMarked;
