/** What resources share: how their input is checked, and the response to a request that cannot be served. */
@NullMarked
package app.quotawatch.server.rest;

import org.jspecify.annotations.NullMarked;
