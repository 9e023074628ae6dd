package se.knutpunkt.security;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The right that a handler method of the console needs; held before the method is called. A method without it refuses the start. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Requires {

    Right value();

    /**
     * The path variable or parameter that names the party it is about. A person who sees own parties only is let in only when it names
     * one of them.
     */
    String party() default "";
}
