/** What remains of each API's quota. Part of the API, pure data. */
package app.quotawatch.quota;
