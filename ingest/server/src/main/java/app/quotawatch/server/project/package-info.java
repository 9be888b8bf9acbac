/** Projects, their keys and their plans. */
@NullMarked
package app.quotawatch.server.project;

import org.jspecify.annotations.NullMarked;
