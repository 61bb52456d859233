package dev.fovea.project.use;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.graph.GraphException;
import dev.fovea.task.TaskException;
import dev.fovea.zoo.Zoo;
import java.nio.file.Path;
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
  void whatIsNeitherIsRefused() {
    var word = assertThrows(GraphException.class, () -> Inspect.of("resnet81"));
    assertEquals("there is no network resnet81; did you mean resnet18?", word.getMessage());
    var file = assertThrows(TaskException.class, () -> Inspect.of(box + "/x.safetensors"));
    assertEquals(box + "/x.safetensors: there is no such file", file.getMessage());
    var folder = assertThrows(TaskException.class, () -> Inspect.of(box + "/"));
    assertEquals(
        box + "/ is a folder; name a model file in it, such as best.safetensors",
        folder.getMessage());
  }
}
