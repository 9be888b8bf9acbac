/** Stands for the AWS SDK. */
package software.amazon.awssdk;
