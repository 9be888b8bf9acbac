/**
 * Where calls that have ended are counted one at a time, without a thread that waits: {@link app.quotawatch.inbox.CountLock}
 * guards the account and the quotas of one application, and {@link app.quotawatch.inbox.Inbox} lets a thread that does not get
 * it leave its call to the thread that has it. Not API.
 */
@NullMarked
package app.quotawatch.inbox;

import org.jspecify.annotations.NullMarked;
