/** The far sides and the application under test. */
package app.quotawatch.tck.support;
