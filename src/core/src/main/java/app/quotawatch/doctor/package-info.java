/**
 * Finds out why an application's calls or events do not arrive. {@link app.quotawatch.doctor.Doctor} is API; each of the others
 * examines one topic.
 */
@NullMarked
package app.quotawatch.doctor;

import org.jspecify.annotations.NullMarked;
