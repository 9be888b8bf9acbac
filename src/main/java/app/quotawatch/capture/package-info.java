/**
 * How calls are observed: the filter pair, what it matches, and how it gets onto every client. A finished call goes to the
 * one {@link app.quotawatch.capture.Intake} of its application. Knows Jakarta REST, and neither delivery nor CDI. Not API.
 */
package app.quotawatch.capture;
