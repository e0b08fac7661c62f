package io.weir.cluster.store;

import io.weir.cluster.json.MalformedJson;
import io.weir.cluster.json.Trees;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * A file of JSON lines, each led by its checksum: {@code <8 hex digits of CRC-32C> <json>\n}.
 *
 * <p>A line is acknowledged once it is on the disk. So only the last line can be torn by a crash:
 * it is cut off, with a warning. A broken line that is followed by others is damage of another
 * kind, and the journal refuses to be opened.
 */
final class Journal implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
  private static final int CHECKSUM_LENGTH = 8;

  private final Path file;
  private final FileChannel channel;
  private final Consumer<Step> steps;
  private long size;
  private boolean broken;

  private Journal(Path file, FileChannel channel, long size, Consumer<Step> steps) {
    this.file = file;
    this.channel = channel;
    this.size = size;
    this.steps = steps;
  }

  /** Opens the file, made if absent, and gives each of its records, in order, to the reader. */
  static Journal open(Path file, Consumer<Step> steps, Consumer<JsonNode> reader)
      throws IOException {
    long size = Files.exists(file) ? read(file, reader) : 0;
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (channel.size() > size) {
      LOG.warn(
          "{}: cut off {} bytes of a write that a crash left half done",
          file,
          channel.size() - size);
      channel.truncate(size);
      channel.force(true);
    }
    channel.position(size);
    return new Journal(file, channel, size, steps);
  }

  /** Gives every whole record to the reader; answers the length of the sound part. */
  private static long read(Path file, Consumer<JsonNode> reader) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int start = 0;
    while (start < bytes.length) {
      int end = start;
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      JsonNode record = end < bytes.length ? decode(bytes, start, end) : null;
      if (record == null) {
        if (end + 1 < bytes.length) {
          throw new StoreFailed(
              "%s is damaged at byte %d: a record with a wrong checksum is followed by others. Restore the file, or delete its directory to start with an empty cluster."
                  .formatted(file, start));
        }
        return start;
      }
      reader.accept(record);
      start = end + 1;
    }
    return start;
  }

  private static JsonNode decode(byte[] bytes, int start, int end) {
    int json = start + CHECKSUM_LENGTH + 1;
    if (json >= end || bytes[json - 1] != ' ') {
      return null;
    }
    byte[] body = Arrays.copyOfRange(bytes, json, end);
    if (!new String(bytes, start, CHECKSUM_LENGTH, StandardCharsets.US_ASCII)
        .equals(checksum(body))) {
      return null;
    }
    try {
      return Trees.parse(body);
    } catch (MalformedJson e) {
      return null;
    }
  }

  static byte[] line(JsonNode record) {
    byte[] body = Trees.print(record);
    ByteBuffer line = ByteBuffer.allocate(CHECKSUM_LENGTH + 1 + body.length + 1);
    line.put(checksum(body).getBytes(StandardCharsets.US_ASCII))
        .put((byte) ' ')
        .put(body)
        .put((byte) '\n');
    return line.array();
  }

  private static String checksum(byte[] body) {
    CRC32C crc = new CRC32C();
    crc.update(body);
    return "%08x".formatted(crc.getValue());
  }

  /**
   * Puts one line on the disk; on return it survives any crash. A failure leaves the file as it
   * was, or closes the journal for ever.
   */
  void append(byte[] line) {
    if (broken) {
      throw new StoreFailed(
          file
              + " could not be restored after a failed write: restart the cluster once the disk is sound.");
    }
    try {
      steps.accept(Step.BEFORE_APPEND);
      int half = line.length / 2;
      write(channel, Arrays.copyOf(line, half));
      steps.accept(Step.HALF_APPENDED);
      write(channel, Arrays.copyOfRange(line, half, line.length));
      steps.accept(Step.APPENDED);
      channel.force(false);
      steps.accept(Step.SYNCED);
      size += line.length;
    } catch (IOException e) {
      undo(e);
      throw new StoreFailed(
          "Expected to write to "
              + file
              + ", but: "
              + e.getMessage()
              + ". Check the disk's space and health.",
          e);
    }
  }

  static void write(FileChannel channel, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  private void undo(IOException failure) {
    try {
      channel.truncate(size);
      channel.position(size);
      channel.force(true);
    } catch (IOException e) {
      failure.addSuppressed(e);
      broken = true;
    }
  }

  long size() {
    return size;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
