/** The command line. */
@NullMarked
package app.quotawatch.server.command;

import org.jspecify.annotations.NullMarked;
