/** What the tests share: hand-written remote sides (ingests, executors), and readers of logs and threads. */
package app.quotawatch.testing;
