/** How the public API finds its implementation, so that it need not name it. For integrators, not for applications. */
package app.quotawatch.spi;
