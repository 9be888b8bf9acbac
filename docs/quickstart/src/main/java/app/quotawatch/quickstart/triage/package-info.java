/**
 * A typical MicroProfile application: it reads new issues of some GitHub repositories, asks OpenAI for a label for each,
 * and adds the label to the issue. No code in this package mentions QuotaWatch.
 */
package app.quotawatch.quickstart.triage;
