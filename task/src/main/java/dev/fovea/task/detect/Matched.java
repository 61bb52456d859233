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

  /** Finds them, all pictures at once. */
  static Matched of(Grid grid, List<Things> things, Spoken spoken, int most) {
    var assignment = new TaskAligned(grid, most);
    List<List<Match>> matches =
        IntStream.range(0, things.size())
            .parallel()
            .mapToObj(i -> assignment.of(things.get(i), spoken.of(i)))
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

  /** Where the score of each is in [n, classes, cells], written as one row: [k]. */
  Tensor scores(int classes, Device device) {
    var all = new long[count];
    each((row, picture, match) -> {
      long channel = (long) picture * classes + things.get(picture).labels()[match.thing()];
      all[row] = channel * grid.cells() + match.cell();
    });
    return places(all, device);
  }

  /** Where all channels of each are in [n, channels, cells], written as one row: [k channels]. */
  Tensor sides(int channels, Device device) {
    var all = new long[count * channels];
    each((row, picture, match) -> {
      for (int c = 0; c < channels; c++)
        all[row * channels + c] = ((long) picture * channels + c) * grid.cells() + match.cell();
    });
    return places(all, device);
  }

  /** From each place's centre to the left, top, right, bottom of its thing, in strides: [k, 4]. */
  Tensor distances(Device device) {
    var all = new float[4 * count];
    each((row, picture, match) -> {
      Grid.Level level = grid.level(match.cell());
      float[] boxes = things.get(picture).boxes();
      float x = grid.x(level, match.cell());
      float y = grid.y(level, match.cell());
      int box = 4 * match.thing();
      all[4 * row] = (x - boxes[box]) / level.stride();
      all[4 * row + 1] = (y - boxes[box + 1]) / level.stride();
      all[4 * row + 2] = (boxes[box + 2] - x) / level.stride();
      all[4 * row + 3] = (boxes[box + 3] - y) / level.stride();
    });
    return Tensors.of(all, count, 4).to(device, Tensors.FLOAT);
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
