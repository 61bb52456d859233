package dev.fovea.project.use;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fovea.graph.GraphException;
import dev.fovea.predict.ModelException;
import dev.fovea.zoo.Zoo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectTest {
  @TempDir Path box;

  @Test
  void aNetworkIsShownAtItsSize() {
    var about = (About.OfNetwork) Inspect.of("resnet20");
    assertEquals(32, about.sizePx());
    assertTrue(about.summary().contains("[16, 32, 32]"), about.summary());
  }

  @Test
  void modelsCostWhatTorchvisionSays() {
    var rows = Models.all();
    assertEquals(Zoo.names(), rows.stream().map(Models.Row::name).toList());
    var resnet18 = rows.stream().filter(r -> r.name().equals("resnet18")).findFirst().orElseThrow();
    assertEquals(
        new Models.Row("resnet18", "ResNet", 224, 1000, 11_689_512, 1_814_073_344), resnet18);
  }

  @Test
  void weightsOfEitherFormatAreRecognised() {
    var resnet = published("resnet20-12fca82f.th");
    assertEquals("PyTorch, before 1.6", resnet.format());
    assertEquals("state_dict", resnet.wrapper());
    assertEquals("module.", resnet.prefix());
    assertEquals(List.of("resnet20, 10 classes"), resnet.fits());
    assertEquals(97, resnet.tensors().size());
    assertEquals("{best_prec1=91.78000183105469}", resnet.facts().toString());
    var zip = published("mnist.pt");
    assertEquals("PyTorch, zip", zip.format());
    assertEquals(List.of(), zip.fits());
    assertEquals(Set.copyOf(published("mnist.safetensors").tensors()), Set.copyOf(zip.tensors()));
    assertEquals(34, published("dncnn_25.pth").tensors().size());
  }

  private static About.OfWeights published(String name) {
    Path file = Path.of(System.getProperty("fovea.shared"), "data/weights", name);
    assumeTrue(Files.exists(file), "the shared data are not there: no published weights to open");
    return (About.OfWeights) Inspect.of(file.toString());
  }

  @Test
  void whatIsNeitherIsRefused() {
    var word = assertThrows(GraphException.class, () -> Inspect.of("resnet81"));
    assertEquals("there is no network resnet81; did you mean resnet18?", word.getMessage());
    var file = assertThrows(ModelException.class, () -> Inspect.of(box + "/x.safetensors"));
    assertEquals(box + "/x.safetensors: there is no such file", file.getMessage());
    var folder = assertThrows(ModelException.class, () -> Inspect.of(box + "/"));
    assertEquals(
        box + "/ is a folder; name a model file in it, such as best.safetensors",
        folder.getMessage());
  }
}
