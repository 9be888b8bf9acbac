/** The extension while an application is developed. */
package app.quotawatch.quarkus.dev;
