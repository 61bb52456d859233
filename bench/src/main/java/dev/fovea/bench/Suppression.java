package dev.fovea.bench;

import dev.fovea.predict.boxes.Nms;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Non-maximum suppression of many sets of boxes, each timed; its twin is {@code suppression.py}.
 *
 * <p>Argument: a folder. Each line on stdin names a file of it, whose sets it answers with the
 * times, and writes what stays beside it: {@code .all} of all boxes of a set, {@code .each} of each
 * class alone.
 */
public final class Suppression {
  /** Boxes {@code [n, 4]}, scores and labels {@code [n]}, and the threshold. */
  private static final class Boxes {
    private final float[] boxes;
    private final float[] scores;
    private final int[] labels;
    private final double iou;

    private Boxes(int n, double iou) {
      boxes = new float[4 * n];
      scores = new float[n];
      labels = new int[n];
      this.iou = iou;
    }
  }

  private Suppression() {}

  public static void main(String... args) throws IOException {
    System.out.printf("{\"version\": \"JDK %s\"}%n", Runtime.version());
    Turns.answer(name -> run(Path.of(args[0]), name));
  }

  private static String run(Path folder, String name) {
    try {
      List<Boxes> sets = read(folder.resolve(name));
      var all = new ArrayList<int[]>();
      var each = new ArrayList<int[]>();
      long began = System.nanoTime();
      for (Boxes set : sets) all.add(Nms.of(set.iou).keep(set.boxes, set.scores));
      long between = System.nanoTime();
      for (Boxes set : sets) each.add(Nms.of(set.iou).keep(set.boxes, set.scores, set.labels));
      long ended = System.nanoTime();
      write(folder.resolve(name + ".all"), all);
      write(folder.resolve(name + ".each"), each);
      return "{\"all\": %s, \"each\": %s}"
          .formatted((between - began) / 1e6, (ended - between) / 1e6);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sets in turn: how many boxes, the threshold, boxes, scores, labels. */
  private static List<Boxes> read(Path file) throws IOException {
    var in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    var sets = new ArrayList<Boxes>();
    while (in.hasRemaining()) {
      int n = in.getInt();
      var set = new Boxes(n, in.getDouble());
      in.asFloatBuffer().get(set.boxes).get(set.scores);
      in.position(in.position() + 20 * n);
      in.asIntBuffer().get(set.labels);
      in.position(in.position() + 4 * n);
      sets.add(set);
    }
    return sets;
  }

  private static void write(Path file, List<int[]> kept) throws IOException {
    int ints = kept.stream().mapToInt(k -> k.length + 1).sum();
    var out = ByteBuffer.allocate(4 * ints).order(ByteOrder.LITTLE_ENDIAN);
    for (int[] one : kept) {
      out.putInt(one.length);
      for (int i : one) out.putInt(i);
    }
    Files.write(file, out.array());
  }
}
