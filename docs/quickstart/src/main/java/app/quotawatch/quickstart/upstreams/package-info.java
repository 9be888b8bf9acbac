/**
 * Stand-ins for OpenAI and GitHub on this machine: the paths that the application calls, the rate-limit headers as the
 * real ones send them, limits small enough to be hit while one watches, and a bad day now and then.
 */
package app.quotawatch.quickstart.upstreams;
