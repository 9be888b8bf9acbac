/**
 * A MicroProfile application as there are many: it reads the new issues of some repositories at GitHub, has OpenAI find a
 * label for each, and puts that on the issue. Nothing in here knows of QuotaWatch.
 */
package app.quotawatch.quickstart.triage;
