/**
 * The list of configuration keys: {@link app.quotawatch.keys.ConfigKey} is the only place that specifies their names, defaults
 * and ranges. The builders, the readers of configuration sources and the tables of the documentation are held against it by
 * tests. It knows nothing else of the library. Not API.
 */
@NullMarked
package app.quotawatch.keys;

import org.jspecify.annotations.NullMarked;
