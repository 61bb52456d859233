package dev.fovea.task.detect;

import static org.bytedeco.pytorch.global.torch.arange;
import static org.bytedeco.pytorch.global.torch.tensor;

import dev.fovea.torch.Scope;
import dev.fovea.torch.Tensors;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** What a network says of a batch, as plain numbers; of the scores those of classes that occur. */
final class Spoken {
  private final int cells;
  private final long[] occurring;
  private final float[] distances;
  private final float[] scores;
  private final List<Things> things;

  /**
   * @param boxes [n, 4 bins, cells], logits of distributions
   * @param scores [n, classes, cells], logits
   */
  Spoken(Tensor boxes, Tensor scores, List<Things> things, int bins) {
    this.things = things;
    cells = (int) boxes.size(2);
    occurring =
        things.stream()
            .flatMapToInt(t -> Arrays.stream(t.labels()))
            .distinct()
            .sorted()
            .asLongStream()
            .toArray();
    if (occurring.length == 0) {
      distances = new float[0];
      this.scores = new float[0];
      return;
    }
    try (var _ = new Scope()) {
      Tensor spread = boxes.detach().view(boxes.size(0), 4, bins, cells).softmax(2);
      Tensor ramp = arange(new Scalar((double) bins), spread.options()).view(1, 1, bins, 1);
      distances = Tensors.toArray(spread.mul_(ramp).sum(2L));
      Tensor rows = tensor(occurring).to(scores.device(), ScalarType.Long);
      this.scores = Tensors.toArray(scores.detach().index_select(1, rows).sigmoid_());
    }
  }

  /** Of one picture of the batch. */
  TaskAligned.Said of(int picture) {
    var rows = new int[things.get(picture).count()];
    for (int i = 0; i < rows.length; i++)
      rows[i] =
          picture * occurring.length
              + Arrays.binarySearch(occurring, things.get(picture).labels()[i]);
    return new TaskAligned.Said() {
      @Override
      public float score(int thing, int cell) {
        return scores[rows[thing] * cells + cell];
      }

      @Override
      public float distance(int side, int cell) {
        return distances[(picture * 4 + side) * cells + cell];
      }
    };
  }
}
