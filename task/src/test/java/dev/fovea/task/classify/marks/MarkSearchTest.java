package dev.fovea.task.classify.marks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.data.Dice;
import dev.fovea.data.Example;
import dev.fovea.data.Source;
import dev.fovea.data.Truth;
import dev.fovea.data.load.Keep;
import dev.fovea.data.load.Prepared;
import dev.fovea.graph.Network;
import dev.fovea.image.Image;
import dev.fovea.image.Preprocess;
import dev.fovea.predict.ModelException;
import dev.fovea.torch.Devices;
import dev.fovea.torch.InitialWeights;
import dev.fovea.torch.Scope;
import dev.fovea.torch.Tensors;
import dev.fovea.torch.Weights;
import dev.fovea.zoo.Marks;
import dev.fovea.zoo.Options;
import dev.fovea.zoo.Zoo;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkSearchTest {
  private static final int PX = 160;
  private static final Network NETWORK = Zoo.network(Marks.NAME, Options.of(2).withChannels(1));

  private record Drawn(Image image) implements Source {
    @Override
    public void check() {}

    @Override
    public boolean inMemory() {
      return true;
    }
  }

  /** Grey noise with bright dots; some pictures have one slanted line as bright. */
  private static Example picture(int number, boolean marked, Place[] at) {
    var dice = Dice.of(7, number);
    var samples = new byte[PX * PX];
    for (int i = 0; i < samples.length; i++) samples[i] = (byte) (110 + dice.below(20));
    for (int dot = 0; dot < 10; dot++) {
      int corner = (4 + dice.below(PX - 8)) * PX + 4 + dice.below(PX - 8);
      for (int i = 0; i < 9; i++) samples[corner + i / 3 * PX + i % 3] = (byte) 210;
    }
    int x = 20 + dice.below(PX - 40);
    int y = 20 + dice.below(PX - 40);
    at[number] = new Place(x, y);
    if (marked)
      for (int i = -8; i <= 8; i++)
        for (int w = 0; w < 2; w++) samples[(y + i) * PX + x + i / 2 + w] = (byte) 210;
    return new Example(
        "drawn/" + number,
        new Drawn(Image.of8(PX, PX, 1, samples)),
        new Truth.OneOf(marked ? 1 : 0));
  }

  private static Weights search(List<Example> examples, MarkSearch.Effort effort) {
    return search(examples, effort, 1 << 20);
  }

  private static Weights search(List<Example> examples, MarkSearch.Effort effort, long kept) {
    Weights weights = InitialWeights.of(NETWORK, Zoo.family(Marks.NAME).init(), 3);
    var as = Preprocess.stretch(1, PX, PX).withNumbers(List.of(0.47), List.of(0.06));
    try (var pictures = new Prepared(examples, as, new Keep.InMemory(kept))) {
      new MarkSearch(NETWORK, weights, Devices.of("cpu"), pictures, 1, 5)
          .run(effort, _ -> {}, () -> false);
      return weights;
    } catch (RuntimeException e) {
      weights.close();
      throw e;
    }
  }

  @Test
  void findsWhereTheRareClassShows() {
    var at = new Place[32];
    try (Weights weights = search(pictures(at), new MarkSearch.Effort(150, 3, 150))) {
      var as = Preprocess.stretch(1, PX, PX).withNumbers(List.of(0.47), List.of(0.06));
      var lookout = new Lookout(NETWORK, weights, Devices.of("cpu"), as);
      var found = new ArrayList<Place>();
      for (int i = 0; i < 8; i++) {
        Place place = lookout.over(pictures(at).get(i).source().image(), 1).getFirst();
        if (Math.hypot(place.x() - at[i].x(), place.y() - at[i].y()) < 20) found.add(place);
      }
      assertTrue(found.size() >= 7, found + " of 8 marks were found");
    }
  }

  @Test
  void theSameSeedFindsTheSame() {
    var effort = new MarkSearch.Effort(3, 2, 3);
    var examples = pictures(new Place[32]);
    try (var _ = new Scope();
        Weights one = search(examples, effort);
        Weights other = search(examples, effort)) {
      for (String name : List.of("conv1.weight", "bn5.running_mean", "evidence.weight"))
        assertArrayEquals(Tensors.toArray(one.get(name)), Tensors.toArray(other.get(name)), name);
    }
  }

  @Test
  void findsTheSameWhereNoPictureCanBeKept() {
    var effort = new MarkSearch.Effort(3, 2, 3);
    var examples = pictures(new Place[32]);
    try (var _ = new Scope();
        Weights kept = search(examples, effort);
        Weights decodedAnew = search(examples, effort, 0)) {
      for (String name : List.of("conv1.weight", "bn5.running_mean", "evidence.weight"))
        assertArrayEquals(
            Tensors.toArray(kept.get(name)), Tensors.toArray(decodedAnew.get(name)), name);
    }
  }

  private static List<Example> pictures(Place[] at) {
    var examples = new ArrayList<Example>();
    for (int i = 0; i < at.length; i++) examples.add(picture(i, i < 8, at));
    return examples;
  }

  @Test
  void wantsPicturesWithAndWithout() {
    var at = new Place[2];
    var examples = List.of(picture(0, true, at), picture(1, true, at));
    var refused =
        assertThrows(ModelException.class, () -> search(examples, MarkSearch.Effort.USUAL));
    assertEquals(
        "looking for marks takes pictures with and without them, got 2 and 0",
        refused.getMessage());
  }
}
