package dev.fovea.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fovea.graph.Wire;
import java.util.List;
import org.junit.jupiter.api.Test;

class StagesTest {
  private static List<String> firsts(Wire last) {
    return Stages.of(last.network("answer")).stream().map(List::getFirst).toList();
  }

  @Test
  void aNormBelongsToTheLayerBeforeIt() {
    assertEquals(
        List.of("conv1.weight", "bn1.weight", "bn1.bias", "bn1.running_mean"),
        Stages.of(Tiny.network()).getFirst().subList(0, 4));
    assertEquals(3, Stages.of(Tiny.network()).size());
    assertEquals(List.of("fc.weight", "fc.bias"), Stages.of(Tiny.network()).getLast());
  }

  @Test
  void blocksAreToldByTheFirstNumberInTheirNames() {
    Wire x = Wire.image("deep", 3).conv("conv1", 4, 3, 1);
    x = x.within("layer1", in -> in.conv("0.conv1", 4, 3, 1).conv("1.conv1", 4, 3, 1));
    x = x.within("encoder.layers.layer_0", in -> in.norm("ln").conv("0", 4, 3, 1));
    x = x.norm("encoder.ln");
    assertEquals(
        List.of(
            "conv1.weight",
            "layer1.0.conv1.weight",
            "encoder.layers.layer_0.ln.weight",
            "fc.weight"),
        firsts(x.average().linear("fc", 2)));
  }

  @Test
  void aHeadOfSeveralLayersIsOneStage() {
    Wire x = Wire.image("vgg", 3).norm("features.0").conv("features.1", 4, 3, 1);
    x = x.conv("features.2", 4, 3, 1).average();
    x = x.linear("classifier.0", 5).relu().linear("classifier.3", 2);
    assertEquals(
        List.of("features.0.weight", "features.2.weight", "classifier.0.weight"), firsts(x));
  }

  @Test
  void whereAllNamesBeginAlikeTheLastLayerIsTheHead() {
    Wire x = Wire.image("plain", 3).conv("main.0", 4, 3, 1).conv("main.1", 4, 3, 1);
    assertEquals(List.of("main.0.weight", "main.1.weight"), firsts(x));
  }
}
