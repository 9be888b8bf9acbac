/** What only Apache CXF needs to be observed. Only {@code ExistingClients} is loaded where there is no CXF. Not API. */
package app.quotawatch.rest.cxf;
