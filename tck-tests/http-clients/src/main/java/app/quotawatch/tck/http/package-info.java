/**
 * The contract of HTTP clients: {@link app.quotawatch.tck.http.HttpClientContract}, which the tests of each client's module extend,
 * and the servers that it runs against. Not published.
 */
package app.quotawatch.tck.http;
