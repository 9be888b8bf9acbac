/** Secrets: those that are only compared, made at random and kept as their SHA-256, and the key that encrypts the others. */
@NullMarked
package app.quotawatch.server.secret;

import org.jspecify.annotations.NullMarked;
