/** The setup of QuotaWatch and its peers, each as its documentation recommends. */
package app.quotawatch.benchmarks.peers;
