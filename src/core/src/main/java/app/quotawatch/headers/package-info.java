/** What is known of rate-limit headers. Not API. */
package app.quotawatch.headers;
