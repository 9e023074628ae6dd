/**
 * What tests start as processes of their own: the packaged hub, an Artemis, and the ports they keep. Each is killed with the test, and none
 * is shared between tests.
 */
package se.knutpunkt.process;
