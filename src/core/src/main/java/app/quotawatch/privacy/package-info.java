/** What may be kept of a URL, and what may be shown of a value that could hold a secret. Not API. */
package app.quotawatch.privacy;
