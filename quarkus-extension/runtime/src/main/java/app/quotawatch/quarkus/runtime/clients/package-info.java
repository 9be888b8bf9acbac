/**
 * What is called where an HTTP client is built. The calls are inserted at build time. Each hook refers to one client, which the
 * application may not have, so no hook refers to another.
 */
@NullMarked
package app.quotawatch.quarkus.runtime.clients;

import org.jspecify.annotations.NullMarked;
