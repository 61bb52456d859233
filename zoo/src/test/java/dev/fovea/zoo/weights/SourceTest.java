package dev.fovea.zoo.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fovea.fetch.Fetch;
import dev.fovea.fetch.FetchException;
import dev.fovea.fetch.Settings;
import dev.fovea.graph.GraphException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceTest {
  @TempDir Path box;

  @ParameterizedTest
  @CsvSource({
    "resnet18.imagenet1k_v1,https://download.pytorch.org/models/resnet18-f37072fd.pth",
    "https://example.org/a.pth,https://example.org/a.pth",
    "hf:timm/resnet50.a1_in1k/model.safetensors,"
        + "https://huggingface.co/timm/resnet50.a1_in1k/resolve/main/model.safetensors",
    "hf:me/mine@v1/sub/w.pth,https://huggingface.co/me/mine/resolve/v1/sub/w.pth",
  })
  void leadsTo(String text, String url) {
    assertEquals(url, Source.of(text).remote().orElseThrow().url().toString());
  }

  @Test
  void whatTheCatalogueKnowsIsKnownByItsPlaceToo() {
    Source named = new Source.Named(Catalogue.named("resnet50.imagenet1k_v2"));
    assertEquals(named, Source.of("resnet50"), "the one that its publisher prefers");
    assertEquals(named, Source.of("https://download.pytorch.org/models/resnet50-11ad3fa6.pth"));
    assertEquals(
        new Source.Named(Catalogue.named("resnet50.a1_in1k")),
        Source.of("hf:timm/resnet50.a1_in1k/model.safetensors"));
  }

  @Test
  void aPathIsTakenAsItIs() throws Exception {
    Path file = Files.createFile(box.resolve("a.pth"));
    var offline = new Fetch(Settings.of(Map.of("FOVEA_OFFLINE", "1", "HF_TOKEN", "x")));
    for (String text : new String[] {file.toString(), file.toUri().toString()})
      assertEquals(file, Source.of(text).file(offline, event -> {}));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "resnet50.imagenet1k_v3|there are no published weights resnet50.imagenet1k_v3; did you mean"
            + " resnet50.imagenet1k_v1?",
        "hf:resnet50|a file of the hub is written as hf:owner/repo/file, got hf:resnet50",
        "ftp://a.org/b|ftp://a.org/b cannot be fetched: expected a url such as"
            + " https://example.org/weights.pth",
        "https://me:secret@a.org/b|a url must not hold a name and password, and the one for a.org"
            + " does; leave them out",
        "no/such.pth|no/such.pth: there is no such file",
        "/|/ is a folder; name a file of weights",
      })
  void whatCannotBeMeantIsRefused(String text, String sentence) {
    var e = assertThrows(GraphException.class, () -> Source.of(text));
    assertEquals(sentence, e.getMessage());
  }

  @Test
  void offlineSaysWhereTheFileBelongs() {
    var settings =
        Settings.of(Map.of("FOVEA_OFFLINE", "1", "FOVEA_CACHE", box.toString(), "HF_TOKEN", "x"));
    var source = Source.of("resnet18.imagenet1k_v1");
    var e = assertThrows(FetchException.class, () -> source.file(new Fetch(settings), event -> {}));
    assertEquals(
        "FOVEA_OFFLINE is set and resnet18-f37072fd.pth is not in the cache; put"
            + " https://download.pytorch.org/models/resnet18-f37072fd.pth by hand at "
            + box
            + "/fetched/download.pytorch.org/models/resnet18-f37072fd.pth, or unset FOVEA_OFFLINE",
        e.getMessage());
    assertEquals(FetchException.Kind.OFFLINE, e.kind());
  }
}
