package io.weir.standalone.it;

/**
 * One command of a writer, and what became of it as far as the writer could see.
 *
 * @param deploymentId of what
 * @param writer who; a writer sends its next command when the last one has ended
 * @param number counted up by each writer, the text that the command leaves in the log
 * @param version the resource version in the answer; 0 when there was no answer, so that the
 *     command took effect or not
 */
record Attempt(String deploymentId, String writer, long number, long version) {
  boolean isAcknowledged() {
    return version > 0;
  }
}
