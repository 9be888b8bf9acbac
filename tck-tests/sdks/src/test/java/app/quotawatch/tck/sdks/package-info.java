/** The SDKs of providers, each as applications use it, without QuotaWatch and with it. */
package app.quotawatch.tck.sdks;
