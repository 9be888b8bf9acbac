/** Secrets that are only compared: made at random, kept as their SHA-256. */
@NullMarked
package app.quotawatch.server.secret;

import org.jspecify.annotations.NullMarked;
