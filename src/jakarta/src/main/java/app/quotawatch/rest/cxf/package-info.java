/** What only Apache CXF needs to be observed. Only {@code ExistingClients} is loaded where there is no CXF. Not API. */
@NullMarked
package app.quotawatch.rest.cxf;

import org.jspecify.annotations.NullMarked;
