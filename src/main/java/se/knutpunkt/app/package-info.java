/**
 * The top: main, commands and the wiring of the parts.
 *
 * <p>Enters: a command line and the environment. Leaves: a running hub, or one clear line that says why not. Nobody imports this
 * package, and no rule of the domain lives here.
 */
package se.knutpunkt.app;
