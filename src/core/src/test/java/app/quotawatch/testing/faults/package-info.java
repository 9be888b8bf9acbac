/** A far side that does what far sides do on bad days: real sockets, any fault, switched while it runs. */
package app.quotawatch.testing.faults;
