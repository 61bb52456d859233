package dev.fovea.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  @TempDir Path box;

  private Settings of(String... pairs) {
    var environment = new HashMap<String, String>(Map.of("HF_HOME", box.toString()));
    for (int i = 0; i < pairs.length; i += 2) environment.put(pairs[i], pairs[i + 1]);
    return Settings.of(environment);
  }

  @Test
  void theCacheIsWhereTheUserKeepsCaches() {
    assertEquals(Path.of("/c/fovea"), of("XDG_CACHE_HOME", "/c").cache());
    assertEquals(Path.of("/own"), of("XDG_CACHE_HOME", "/c", "FOVEA_CACHE", "/own").cache());
    assertTrue(of().cache().endsWith(".cache/fovea"));
  }

  @Test
  void theHubIsAskedWhereItsOwnToolsAsk() throws Exception {
    assertEquals(Map.of("https://huggingface.co", "t"), of("HF_TOKEN", "t").tokens());
    var intern = of("HF_TOKEN", "t", "HF_ENDPOINT", "http://intern:81/");
    assertEquals(Map.of("http://intern:81", "t"), intern.tokens());
    assertEquals(
        URI.create("http://intern:81/a/b"),
        Mirror.of(URI.create("https://huggingface.co/a/b"), intern.mirrors()));
    assertEquals(Map.of(), of().tokens());
    Files.writeString(box.resolve("token"), "kept\n");
    assertEquals(Map.of("https://huggingface.co", "kept"), of().tokens());
    assertFalse(of("HF_TOKEN", "secret").toString().contains("secret"));
  }

  @Test
  void mirrorsStandForBeginnings() {
    var mirrors =
        of("FOVEA_MIRROR", "https://a.org/=https://b.org/m/ https://c.org/=http://d/").mirrors();
    assertEquals(
        List.of(
            new Mirror("https://a.org/", "https://b.org/m/"),
            new Mirror("https://c.org/", "http://d/")),
        mirrors);
    assertEquals(
        URI.create("https://b.org/m/x.pth"), Mirror.of(URI.create("https://a.org/x.pth"), mirrors));
    assertEquals(URI.create("https://e.org/"), Mirror.of(URI.create("https://e.org/"), mirrors));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FOVEA_OFFLINE|maybe|FOVEA_OFFLINE must be 1 or 0, got maybe",
        "FOVEA_TIMEOUT|0|FOVEA_TIMEOUT is the seconds to wait for a byte, 1 to 99999, got 0",
        "FOVEA_MIRROR|https://a/|FOVEA_MIRROR is written as https://published/=https://mirror/, got"
            + " https://a/",
        "HF_ENDPOINT|hub|HF_ENDPOINT must be a url such as https://huggingface.co, got hub",
      })
  void aWrongSettingIsSaid(String name, String value, String sentence) {
    var e = assertThrows(FetchException.class, () -> of(name, value));
    assertEquals(sentence, e.getMessage());
  }

  @Test
  void proxiesAreThoseOfTheEnvironment() {
    var proxies =
        new Proxies(
            Map.of(
                "https_proxy", "http://me:p%40ss@proxy:3128",
                "HTTP_PROXY", "other:81",
                "no_proxy", "localhost, .intern.org,b.org:8443"));
    assertEquals(
        Optional.of(new Proxy("proxy", 3128, "me:p@ss")), proxies.of(URI.create("https://a.org/")));
    assertEquals(Optional.of(new Proxy("other", 81, "")), proxies.of(URI.create("http://a.org/")));
    for (String direct :
        List.of("https://localhost/", "https://x.intern.org/", "https://b.org:8443/"))
      assertEquals(Optional.empty(), proxies.of(URI.create(direct)), direct);
    assertTrue(proxies.of(URI.create("https://b.org/")).isPresent());
    assertEquals(
        Optional.empty(),
        new Proxies(Map.of("all_proxy", "p", "NO_PROXY", "*")).of(URI.create("http://a/")));
    var e = assertThrows(FetchException.class, () -> Proxy.of("https_proxy", "socks5://me:pw@h:1"));
    assertEquals(
        "https_proxy does not name a proxy that can be used; write http://host:port",
        e.getMessage());
  }

  @Test
  void aProxyIsAskedInsteadOfTheServerAndToldWhoAsks() throws Exception {
    byte[] bytes = {1, 2, 3};
    Server.Answer file = Server.file(bytes, "\"v\"");
    Server.Answer asksWho =
        (asked, out) -> {
          if (asked.header("proxy-authorization").isEmpty())
            Server.head(
                out, "407 Who", "Proxy-Authenticate: Basic realm=\"proxy\"", "Content-Length: 0");
          else file.to(asked, out);
        };
    try (var proxy = new Server(asksWho)) {
      String named = proxy.origin().replace("http://", "http://me:pw@");
      var settings = of("http_proxy", named, "FOVEA_CACHE", box.toString());
      Path got = new Fetch(settings).file(Remote.of("http://a.example/w.pth"), event -> {});
      assertEquals(3, Files.size(got));
      var last = proxy.asked.getLast();
      assertEquals("GET http://a.example/w.pth HTTP/1.1", last.line());
      assertEquals("Basic bWU6cHc=", last.header("proxy-authorization"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "https://a.org/m/w.pth,fetched/a.org/m/w.pth",
    "https://a.org:81/m//w.pth,fetched/a.org_81/m/w.pth",
  })
  void aFileLiesWhereItsUrlSays(String url, String place) {
    assertEquals(box.resolve(place), Cache.place(box, URI.create(url)));
  }

  @Test
  void urlsThatDifferHavePlacesThatDifferAndNoneIsOutside() {
    var urls =
        List.of(
            "https://a.org/w.pth",
            "https://a.org/w.pth?x=1",
            "https://a.org/w.pth?x=2",
            "https://a.org/%2e%2e/w.pth",
            "https://a.org/../../w.pth",
            "https://a.org/",
            "https://a.org/w.pth/");
    var places = urls.stream().map(u -> Cache.place(box, URI.create(u))).toList();
    assertEquals(urls.size(), places.stream().distinct().count(), places.toString());
    for (Path place : places) {
      assertEquals(place, place.normalize());
      assertTrue(place.startsWith(box.resolve("fetched/a.org")), place.toString());
    }
  }
}
