/** How the HTTP clients of an application are observed: the build steps, and the changes that they make to classes. Not API. */
@NullMarked
package app.quotawatch.quarkus.deployment.clients;

import org.jspecify.annotations.NullMarked;
