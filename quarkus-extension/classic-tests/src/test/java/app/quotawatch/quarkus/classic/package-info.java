/** Tests of RESTEasy Classic's client in Quarkus. */
package app.quotawatch.quarkus.classic;
