/** What resources share: how their input is checked, and how a request that cannot be served is answered. */
@NullMarked
package app.quotawatch.server.rest;

import org.jspecify.annotations.NullMarked;
