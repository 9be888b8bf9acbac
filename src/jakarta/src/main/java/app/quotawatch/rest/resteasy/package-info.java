/** What only RESTEasy needs. Not API. */
@NullMarked
package app.quotawatch.rest.resteasy;

import org.jspecify.annotations.NullMarked;
