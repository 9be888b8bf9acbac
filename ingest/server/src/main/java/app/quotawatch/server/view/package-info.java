/** What the dashboard shows, and its pages. */
@NullMarked
package app.quotawatch.server.view;

import org.jspecify.annotations.NullMarked;
