package dev.fovea.task.detect;

import static org.bytedeco.pytorch.global.torch.tensor;

import dev.fovea.torch.Tensors;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The matches of a batch, as the indices and targets of tensors; k is how many there are.
 *
 * @param things by picture
 * @param matches by picture
 */
record Matched(Grid grid, List<Things> things, List<List<Match>> matches, int count) {

  /** Finds them in one picture. */
  interface Search {
    List<Match> of(int picture, Things things);
  }

  /** Finds them, all pictures at once. */
  static Matched of(Grid grid, List<Things> things, Search search) {
    List<List<Match>> matches =
        IntStream.range(0, things.size())
            .parallel()
            .mapToObj(picture -> search.of(picture, things.get(picture)))
            .toList();
    return new Matched(grid, things, matches, matches.stream().mapToInt(List::size).sum());
  }

  /** Sum of all qualities. */
  double total() {
    double total = 0;
    for (List<Match> picture : matches) for (Match match : picture) total += match.quality();
    return total;
  }

  /** [k]. */
  Tensor quality(Device device) {
    var all = new float[count];
    each((row, _, match) -> all[row] = match.quality());
    return Tensors.of(all, count).to(device, Tensors.FLOAT);
  }

  /** Of each its picture's number, [k]. */
  Tensor share(float[] byPicture, Device device) {
    var all = new float[count];
    each((row, picture, _) -> all[row] = byPicture[picture]);
    return Tensors.of(all, count).to(device, Tensors.FLOAT);
  }

  /** Where the score of each is in [n, anchors * classes, cells], written as one row: [k]. */
  Tensor scores(int anchors, int classes, Device device) {
    var all = new long[count];
    each((row, picture, match) -> {
      long channel = ((long) picture * anchors + match.anchor()) * classes;
      channel += things.get(picture).labels()[match.thing()];
      all[row] = channel * grid.cells() + match.cell();
    });
    return places(all, device);
  }

  /**
   * Where so many channels an anchor are in [n, anchors * channels, cells], written as one row: [k
   * channels].
   */
  Tensor channels(int anchors, int channels, Device device) {
    var all = new long[count * channels];
    each((row, picture, match) -> {
      long first = ((long) picture * anchors + match.anchor()) * channels;
      for (int c = 0; c < channels; c++)
        all[row * channels + c] = (first + c) * grid.cells() + match.cell();
    });
    return places(all, device);
  }

  /** From each place's centre to the left, top, right, bottom of its thing, in strides: [k, 4]. */
  Tensor distances(Device device) {
    Numbers distances =
        (seen, match, into, at) -> {
          Grid.Level level = grid.level(match.cell());
          float x = grid.x(level, match.cell());
          float y = grid.y(level, match.cell());
          seen.distances(match.thing(), x, y, level.stride(), into, at);
        };
    return numbers(4, distances, device);
  }

  /** Numbers of each, [k, width]. */
  Tensor numbers(int width, Numbers numbers, Device device) {
    var all = new float[width * count];
    each((row, picture, match) -> numbers.write(things.get(picture), match, all, width * row));
    return Tensors.of(all, count, width).to(device, Tensors.FLOAT);
  }

  /** Writes what is known of one match. */
  interface Numbers {
    void write(Things things, Match match, float[] into, int at);
  }

  private interface Row {
    void see(int row, int picture, Match match);
  }

  private void each(Row reader) {
    int row = 0;
    for (int picture = 0; picture < matches.size(); picture++)
      for (Match match : matches.get(picture)) reader.see(row++, picture, match);
  }

  private static Tensor places(long[] all, Device device) {
    return tensor(all).to(device, ScalarType.Long);
  }
}
