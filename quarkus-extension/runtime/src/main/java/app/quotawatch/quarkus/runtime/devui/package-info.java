/** What the Dev UI asks of the running application. Only there in development mode. */
package app.quotawatch.quarkus.runtime.devui;
