/** What one replica at a time does for all: hours from minutes, retention, partitions. */
@NullMarked
package app.quotawatch.server.job;

import org.jspecify.annotations.NullMarked;
