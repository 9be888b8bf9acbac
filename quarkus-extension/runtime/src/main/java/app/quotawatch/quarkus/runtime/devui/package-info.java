/** The backend of the Dev UI page in the running application. Present only in development mode. */
package app.quotawatch.quarkus.runtime.devui;
