package app.quotawatch.cdi.health;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

import jakarta.enterprise.context.NormalScope;

/** The scope of a bean that exists as long as its container: from the validation of the deployment until after the shutdown. */
@NormalScope
@Target(TYPE)
@Retention(RUNTIME)
@interface ContainerScoped {}
