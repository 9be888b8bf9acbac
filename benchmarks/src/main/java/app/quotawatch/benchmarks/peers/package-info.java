/** How ours and the peers are set up, each as its documentation recommends. */
package app.quotawatch.benchmarks.peers;
