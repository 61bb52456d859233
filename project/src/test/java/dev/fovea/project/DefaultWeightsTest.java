package dev.fovea.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.fovea.data.Example;
import dev.fovea.data.Source;
import dev.fovea.data.Truth;
import dev.fovea.fetch.Digest;
import dev.fovea.fetch.Fetch;
import dev.fovea.fetch.Remote;
import dev.fovea.fetch.Settings;
import dev.fovea.image.Image;
import dev.fovea.zoo.weights.Catalogue;
import dev.fovea.zoo.weights.Published;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefaultWeightsTest {
  private static final Recipe OPEN = Recipe.classify(Path.of("/data"));

  @TempDir Path cache;
  private final List<RunEvent> events = new ArrayList<>();
  private HttpServer server;

  /** A picture of a size. */
  private record Grey(int px) implements Source {
    @Override
    public Image image() {
      return Image.of8(px, px, 1, new byte[px * px]);
    }

    @Override
    public void check() {}
  }

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          boolean there = exchange.getRequestURI().getPath().equals("/there.pth");
          exchange.sendResponseHeaders(there ? 200 : 404, there ? 4 : -1);
          if (there) exchange.getResponseBody().write(new byte[4]);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void end() {
    server.stop(0);
  }

  private String settled(Recipe recipe, int px, String file) {
    var url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + file);
    var fetch = new Fetch(Settings.of(Map.of("FOVEA_CACHE", cache.toString())));
    var weights =
        new DefaultWeights(
            network ->
                Catalogue.preferred(network).map(p -> at(p, new Remote(url, Digest.NONE, 4))),
            fetch);
    var pictures = List.of(new Example("p", new Grey(px), new Truth.OneOf(0)));
    return weights.settle(recipe, pictures, events::add).model().weights();
  }

  private static Published at(Published p, Remote remote) {
    return new Published(
        p.name(),
        p.network(),
        p.by(),
        p.preferred(),
        remote,
        p.tensors(),
        p.parameters(),
        p.preprocess(),
        p.classes(),
        p.licence(),
        p.top1(),
        p.top5(),
        p.map());
  }

  @Test
  void photographsStartFromASmallNetworksWeightsAndItIsSaid() {
    assertEquals("resnet18.imagenet1k_v1", settled(OPEN, 300, "there.pth"));
    String said = ((RunEvent.Chose) events.getLast()).sentence();
    assertTrue(
        said.startsWith("starts from resnet18.imagenet1k_v1 of torchvision (0.0 MB, licence "),
        said);
  }

  @Test
  void aNamedNetworkStartsFromItsOwn() {
    Recipe named = OPEN.with("model.name", "mobilenet_v3_small");
    assertEquals("mobilenet_v3_small.imagenet1k_v1", settled(named, 300, "there.pth"));
    assertEquals("none", settled(OPEN.with("model.name", "small"), 300, "there.pth"));
  }

  @Test
  void smallPicturesAndWhoSaysSoStartFromScratchAndNobodyIsAsked() {
    assertEquals("none", settled(OPEN, 32, "there.pth"));
    assertEquals("none", settled(OPEN.with("model.weights", "none"), 300, "there.pth"));
    assertEquals("none", settled(OPEN.with("model.size", "64"), 300, "there.pth"));
    assertEquals(List.of(), events);
  }

  @Test
  void whereTheyCannotBeHadThatIsSaid() {
    assertEquals("none", settled(OPEN, 300, "gone.pth"));
    String said = ((RunEvent.Warned) events.getLast()).sentence();
    assertTrue(said.contains("gone.pth does not exist (404)"), said);
    assertTrue(said.contains("starts from random weights"), said);
    assertEquals(Optional.empty(), Catalogue.preferred("small"));
  }
}
