package app.quotawatch.server.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The least and the greatest value of a setting that is a whole number. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Range {

    long from();

    long to();
}
