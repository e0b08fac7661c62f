/** What stands before Akka's own classes in the images of old lines of Flink. */
package akka.remote.artery;
