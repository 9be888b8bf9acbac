/** Publishes the meters where the application has a Micrometer registry. The classes are used only where Micrometer is present. */
@NullMarked
package app.quotawatch.cdi.micrometer;

import org.jspecify.annotations.NullMarked;
