package io.weir.chaos.check;

/**
 * One command of a writer, and what became of it as far as the writer could see.
 *
 * @param deploymentId of what
 * @param writer who; a writer sends its next command when the last one has ended
 * @param number counted up by each writer, the text that the command leaves in the log
 * @param version the resource version in the answer; 0 when there was no answer, so that the
 *     command took effect or not
 * @param sentAt when it was sent, in nanoseconds of one clock for all writers
 * @param answeredAt when its answer was there, by the same clock
 */
public record Attempt(
    String deploymentId, String writer, long number, long version, long sentAt, long answeredAt) {
  public boolean isAcknowledged() {
    return version > 0;
  }

  /** The idempotency key under which it was sent, as often as it was sent. */
  public String key() {
    return "%s-%s-%d".formatted(deploymentId, writer, number);
  }

  /** What was sent: the label of the writer's name gets the number. */
  public String body() {
    return "{\"metadata\":{\"labels\":{\"%s\":\"%d\"}}}".formatted(writer, number);
  }
}
