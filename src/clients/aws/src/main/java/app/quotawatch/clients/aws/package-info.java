/** Observes the AWS SDK for Java 2, which finds {@link app.quotawatch.clients.aws.QuotaWatchExecutionInterceptor} itself. */
@NullMarked
package app.quotawatch.clients.aws;

import org.jspecify.annotations.NullMarked;
