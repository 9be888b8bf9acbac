/** The part of the application that needs no MicroProfile: what is left of it on servers that have none. */
package app.quotawatch.probe.plain;
