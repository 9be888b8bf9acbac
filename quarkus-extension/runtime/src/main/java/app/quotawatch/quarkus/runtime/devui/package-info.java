/** The backend of the Dev UI page in the running application. Present only in development mode. */
@NullMarked
package app.quotawatch.quarkus.runtime.devui;

import org.jspecify.annotations.NullMarked;
