/** What only Apache CXF needs to be observed. No class of it is loaded elsewhere. Not API. */
package app.quotawatch.rest.cxf;
