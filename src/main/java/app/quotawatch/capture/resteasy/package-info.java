/** What only RESTEasy needs. Not API. */
package app.quotawatch.capture.resteasy;
