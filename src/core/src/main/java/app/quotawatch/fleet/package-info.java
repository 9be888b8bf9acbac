/**
 * What the replicas of an application share: {@link app.quotawatch.fleet.History} is what this replica reports of an API,
 * {@link app.quotawatch.fleet.Exchange} reports it to the store on a thread of its own. Not API.
 */
@NullMarked
package app.quotawatch.fleet;

import org.jspecify.annotations.NullMarked;
