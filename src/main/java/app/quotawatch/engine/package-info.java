/**
 * The wiring: one {@link app.quotawatch.engine.Engine} an application, made of the parts of the other packages by hand. CDI,
 * Quarkus and plain Java SE all start it the same way. Not API.
 */
package app.quotawatch.engine;
