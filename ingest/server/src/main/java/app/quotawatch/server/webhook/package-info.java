/** Webhooks, and how each message gets there at least once. */
@NullMarked
package app.quotawatch.server.webhook;

import org.jspecify.annotations.NullMarked;
