/** What only RESTEasy needs. Not API. */
package app.quotawatch.rest.resteasy;
