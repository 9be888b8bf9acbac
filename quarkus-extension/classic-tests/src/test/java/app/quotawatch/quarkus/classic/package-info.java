/** RESTEasy Classic's client within Quarkus. */
package app.quotawatch.quarkus.classic;
