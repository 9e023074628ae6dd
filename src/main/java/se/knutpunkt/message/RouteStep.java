package se.knutpunkt.message;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a bean that a route file may name as a step; the marked beans are the whole list of what a route can do. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface RouteStep {

    /** Name of the step in route files, which is also the bean's name. */
    String value();
}
