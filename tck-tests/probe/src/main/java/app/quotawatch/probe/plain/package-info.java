/** The part of the application that does not need MicroProfile, for servers without it. */
package app.quotawatch.probe.plain;
