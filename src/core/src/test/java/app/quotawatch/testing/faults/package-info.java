/** A remote side with faults: real sockets, any fault, switched while it runs. */
package app.quotawatch.testing.faults;
