/** The build steps of the extension, one class per concern. Not API. */
@NullMarked
package app.quotawatch.quarkus.deployment;

import org.jspecify.annotations.NullMarked;
