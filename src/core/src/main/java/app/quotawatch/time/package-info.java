/** The clocks that calls and quotas are told by. Not API. */
package app.quotawatch.time;
