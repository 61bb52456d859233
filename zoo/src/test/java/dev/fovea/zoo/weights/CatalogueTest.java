package dev.fovea.zoo.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.graph.Params;
import dev.fovea.image.Classes;
import dev.fovea.image.Image;
import dev.fovea.zoo.Options;
import dev.fovea.zoo.Zoo;
import dev.fovea.zoo.detect.DetectorOptions;
import dev.fovea.zoo.detect.Detectors;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CatalogueTest {
  /** Swin V2 has attention of another kind, with cosines, which no op computes. */
  private static final List<String> NOT_DRAWN = List.of("swin_v2_");

  @Test
  void everyEntryHasANetworkWithAsManyParametersOrIsKnownToHaveNone() {
    var missing = new TreeSet<String>();
    for (Published published : Catalogue.all()) {
      String network = published.network();
      if (Zoo.names().contains(network))
        assertEquals(
            published.parameters(),
            Params.count(Zoo.network(network, options(published))),
            published.name());
      else if (Detectors.has(network))
        assertEquals(
            published.parameters(),
            Params.count(
                Detectors.of(network, DetectorOptions.of(published.classes().size())).network()),
            published.name());
      else missing.add(network);
    }
    for (String network : missing)
      assertTrue(NOT_DRAWN.stream().anyMatch(network::startsWith), network + " is not drawn");
    for (String begin : NOT_DRAWN)
      assertTrue(
          missing.stream().anyMatch(n -> n.startsWith(begin)),
          begin + " is drawn now: take it out of the list");
  }

  private static Options options(Published published) {
    return Options.of(published.classes().size()).withSize(published.preprocess().width());
  }

  @Test
  void anEntrySaysWhatTorchvisionSays() {
    Published v2 = Catalogue.named("resnet50.IMAGENET1K_V2");
    assertEquals("resnet50.imagenet1k_v2", v2.name());
    assertEquals(
        "https://download.pytorch.org/models/resnet50-11ad3fa6.pth", v2.remote().url().toString());
    assertEquals("11ad3fa6", v2.remote().digest().hex());
    assertEquals(102_500_000L, v2.remote().bytes());
    assertEquals(0.80858, v2.top1().getAsDouble(), 1e-9);
    assertEquals(0.95434, v2.top5().getAsDouble(), 1e-9);
    assertEquals("BSD-3-Clause", v2.licence());
    assertEquals(v2, Catalogue.preferred("resnet50").orElseThrow());
    assertTrue(Catalogue.named("vit_b_16.imagenet1k_swag_e2e_v1").licence().contains("NC"));
  }

  @Test
  void aDetectorSaysWhatTorchvisionSays() {
    Published fcos = Catalogue.preferred("fcos_resnet50_fpn").orElseThrow();
    assertEquals("fcos_resnet50_fpn.coco_v1", fcos.name());
    assertEquals("99b0c9b7", fcos.remote().digest().hex());
    assertEquals(0.392, fcos.map().getAsDouble(), 1e-9);
    assertTrue(fcos.top1().isEmpty());
    Published rcnn = Catalogue.named("fasterrcnn_mobilenet_v3_large_320_fpn.coco_v1");
    assertEquals(0.228, rcnn.map().getAsDouble(), 1e-9);
    assertEquals("907ea3f9", rcnn.remote().digest().hex());
    assertEquals(90, rcnn.classes().size());
    assertEquals("person", rcnn.classes().name(0));
    assertEquals(91, fcos.classes().size());
    assertEquals("person", fcos.classes().name(1));
    assertEquals("unused 12", fcos.classes().name(12));
    assertEquals("toothbrush", fcos.classes().name(90));
    assertTrue(Catalogue.named("resnet18.imagenet1k_v1").map().isEmpty());
    assertEquals(0.364, Catalogue.named("retinanet_resnet50_fpn.coco_v1").map().getAsDouble());
    assertEquals(0.415, Catalogue.named("retinanet_resnet50_fpn_v2.coco_v1").map().getAsDouble());
  }

  @Test
  void namesAndFilesDifferAndEachNetworkHasOnePreferred() {
    var names = new HashSet<String>();
    var urls = new HashSet<String>();
    for (Published published : Catalogue.all()) {
      assertTrue(names.add(published.name()), published.name());
      assertTrue(urls.add(published.remote().url().toString()), published.name());
      assertEquals("https", published.remote().url().getScheme());
      boolean digest = published.remote().digest().known();
      assertEquals(published.by().equals("torchvision"), digest, published.name());
    }
    var preferred =
        Catalogue.all().stream()
            .filter(Published::preferred)
            .collect(Collectors.groupingBy(Published::network, Collectors.counting()));
    for (Published published : Catalogue.all())
      assertEquals(1L, preferred.get(published.network()), published.network());
    assertTrue(Catalogue.of("small").isEmpty());
    assertFalse(Catalogue.of("resnet18").isEmpty());
  }

  @Test
  void theClassesAreImageNets() {
    Classes classes = Catalogue.named("resnet18.imagenet1k_v1").classes();
    assertEquals(1000, classes.size());
    assertEquals("tench", classes.name(0));
    assertEquals("toilet tissue", classes.name(999));
  }

  /** Against torchvision's and timm's transforms on a picture, written by catalogue.py. */
  @Test
  void picturesArePreparedAsThePublishersDo() throws IOException {
    String file;
    try (var in = CatalogueTest.class.getResourceAsStream("preprocess.txt")) {
      file = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    assertEquals(4, file.lines().count());
    for (String line : file.lines().toList()) {
      String[] words = line.split(" ", -1);
      var expected = Arrays.stream(words).skip(1).mapToDouble(Double::parseDouble).toArray();
      var preprocess = Catalogue.named(words[0]).preprocess();
      var numbers = FloatBuffer.allocate(preprocess.floats());
      preprocess.of(picture(), numbers, 0);
      assertArrayEquals(
          expected, some(numbers, preprocess.height(), preprocess.width()), 2e-5, words[0]);
    }
  }

  private static double[] some(FloatBuffer numbers, int height, int width) {
    var some = new ArrayList<Double>();
    for (int c = 0; c < 3; c++)
      for (int y = 0; y < height; y += 37)
        for (int x = 0; x < width; x += 53)
          some.add((double) numbers.get((c * height + y) * width + x));
    return some.stream().mapToDouble(d -> d).toArray();
  }

  private static Image picture() {
    var bytes = new byte[427 * 640 * 3];
    int i = 0;
    for (int y = 0; y < 427; y++)
      for (int x = 0; x < 640; x++)
        for (int c = 0; c < 3; c++) bytes[i++] = (byte) (3 * x + 5 * y + 40 * c + x * y / 97);
    return Image.of8(640, 427, 3, bytes);
  }
}
