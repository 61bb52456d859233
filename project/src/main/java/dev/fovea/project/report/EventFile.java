package dev.fovea.project.report;

import dev.fovea.torch.file.Protobuf;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Map;

/**
 * A TensorBoard event file: named numbers (scalars) over steps, appended one record at a time.
 *
 * <p>TensorBoard reads every file whose name holds {@code tfevents}; {@link #NAME} does. An Event
 * message holds the wall time (field 1), the step (2) and either the file's version (3) or a
 * summary (5) of values, each a tag (1) and a float (2).
 */
public final class EventFile implements AutoCloseable {
  /** The name of a run's event file. */
  public static final String NAME = "events.out.tfevents.1.fovea";

  private static final int WALL_TIME = 1;
  private static final int STEP = 2;
  private static final int FILE_VERSION = 3;
  private static final int SUMMARY = 5;
  private static final int VALUE = 1;
  private static final int TAG = 1;
  private static final int SIMPLE_VALUE = 2;

  private final FileChannel channel;
  private final Clock clock;

  private EventFile(FileChannel channel, Clock clock) {
    this.channel = channel;
    this.clock = clock;
  }

  /** Opens a file to append to; a new one gets its version record. */
  public static EventFile open(Path file) throws IOException {
    return open(file, Clock.systemUTC());
  }

  static EventFile open(Path file, Clock clock) throws IOException {
    var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    channel.position(channel.size());
    var events = new EventFile(channel, clock);
    if (channel.size() == 0) events.write(events.event(0).text(FILE_VERSION, "brain.Event:2"));
    return events;
  }

  /** Appends numbers of one step: tag (say {@code loss/train}) to value; NaN is left out. */
  public void scalars(long step, Map<String, Double> values) throws IOException {
    var summary = new Protobuf();
    values.forEach((tag, value) -> {
      if (Double.isNaN(value)) return;
      var one = new Protobuf().text(TAG, tag).real(SIMPLE_VALUE, (float) (double) value);
      summary.message(VALUE, one);
    });
    write(event(step).message(SUMMARY, summary));
  }

  /** Cuts off every record from the first one after {@code step} on, and a torn last record. */
  public static void truncateAfter(Path file, long step) throws IOException {
    if (!Files.exists(file)) return;
    var bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    int keep = 0;
    for (ByteBuffer record = TfRecord.next(bytes);
        record != null && stepOf(record) <= step;
        record = TfRecord.next(bytes)) {
      keep = bytes.position();
    }
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(keep);
      channel.force(true);
    }
  }

  /** Hands everything written to the disk. */
  public void flush() throws IOException {
    channel.force(false);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private Protobuf event(long step) {
    double now = clock.millis() / 1000.0;
    return new Protobuf().real(WALL_TIME, now).integer(STEP, step);
  }

  private void write(Protobuf event) throws IOException {
    var frame = ByteBuffer.wrap(TfRecord.frame(event.toBytes()));
    while (frame.hasRemaining()) channel.write(frame);
  }

  /** The step of an event of ours: the varint after tag 0x09, eight bytes of time and tag 0x10. */
  private static long stepOf(ByteBuffer record) {
    if (record.remaining() < 11 || record.get(9) != STEP << 3) return 0;
    long step = 0;
    for (int at = 10, shift = 0; at < record.limit() && shift < 64; at++, shift += 7) {
      step |= (record.get(at) & 0x7FL) << shift;
      if (record.get(at) >= 0) break;
    }
    return step;
  }
}
