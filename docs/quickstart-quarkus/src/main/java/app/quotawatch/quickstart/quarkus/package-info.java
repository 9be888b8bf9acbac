/** A small application that calls two third-party APIs, with stand-ins for them. Nothing of it knows QuotaWatch but its log. */
package app.quotawatch.quickstart.quarkus;
