/** The health check. Its class is used only where MicroProfile Health is present. */
@NullMarked
package app.quotawatch.cdi.health;

import org.jspecify.annotations.NullMarked;
