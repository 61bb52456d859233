package dev.fovea.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * As much of MLflow's REST interface as the tests need, on loopback, after its documentation
 * (mlflow.org/docs/latest/rest-api.html). {@code src/test/python/mlflow_check.py} tries the same on
 * the real server.
 */
final class Tracker implements AutoCloseable {
  private static final String API = "/api/2.0/mlflow/";
  private static final String FILES = "/api/2.0/mlflow-artifacts/artifacts/";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** One run as the server has it; metrics by {@code name@step}. */
  static final class Told {
    final Map<String, String> tags = new ConcurrentSkipListMap<>();
    final Map<String, String> params = new ConcurrentSkipListMap<>();
    final Map<String, Double> metrics = new ConcurrentSkipListMap<>();
    final Map<String, byte[]> files = new ConcurrentSkipListMap<>();
    final List<String> statuses = new ArrayList<>(List.of("RUNNING"));

    String status() {
      return statuses.getLast();
    }
  }

  final Map<String, Told> runs = new ConcurrentSkipListMap<>();
  final Map<String, String> experiments = new ConcurrentSkipListMap<>();

  /** What every call is answered, where it is not 0. */
  volatile int refusal;

  /** While it is there, no call is answered before it opens. */
  volatile CountDownLatch silence = new CountDownLatch(0);

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  Tracker() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The run of that name. */
  Told run(String name) {
    return runs.values().stream()
        .filter(run -> name.equals(run.tags.get("mlflow.runName")))
        .findFirst()
        .orElseThrow();
  }

  private void answer(HttpExchange call) throws IOException {
    try (call) {
      silence.await();
      byte[] body = call.getRequestBody().readAllBytes();
      String path = call.getRequestURI().getPath();
      if (refusal != 0) send(call, refusal, "{}");
      else if (path.startsWith(FILES)) {
        String[] parts = path.substring(FILES.length()).split("/", -1);
        runs.get(parts[1]).files.put(parts[3], body);
        send(call, 200, "{}");
      } else api(call, path.substring(API.length()), body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void api(HttpExchange call, String path, byte[] body) throws IOException {
    JsonNode asked = body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
    try {
      send(call, 200, answer(call, path, asked).toString());
    } catch (Unknown e) {
      send(call, 404, "{\"error_code\": \"RESOURCE_DOES_NOT_EXIST\", \"message\": \"none\"}");
    }
  }

  private static final class Unknown extends RuntimeException {
    Unknown() {
      super("unknown");
    }
  }

  private synchronized JsonNode answer(HttpExchange call, String path, JsonNode asked) {
    ObjectNode answer = JSON.createObjectNode();
    switch (path) {
      case "experiments/get-by-name" -> {
        String name = call.getRequestURI().getQuery().replaceFirst("^experiment_name=", "");
        if (!experiments.containsKey(name)) throw new Unknown();
        answer.putObject("experiment").put("experiment_id", experiments.get(name));
      }
      case "experiments/create" -> {
        experiments.put(asked.path("name").asText(), "7");
        answer.put("experiment_id", "7");
      }
      case "runs/create" -> {
        String id = "run" + runs.size();
        var run = new Told();
        for (JsonNode tag : asked.path("tags"))
          run.tags.put(tag.path("key").asText(), tag.path("value").asText());
        runs.put(id, run);
        answer.set("run", info(id));
      }
      case "runs/get" -> {
        String id = call.getRequestURI().getQuery().replaceFirst(".*run_id=(\\w+).*", "$1");
        ObjectNode run = info(id);
        var params = run.putObject("data").putArray("params");
        runs.get(id).params.forEach((k, v) -> params.addObject().put("key", k).put("value", v));
        answer.set("run", run);
      }
      case "runs/log-batch" -> {
        Told run = runs.get(asked.path("run_id").asText());
        for (JsonNode m : asked.path("metrics"))
          run.metrics.put(
              m.path("key").asText() + "@" + m.path("step").asText(), m.path("value").asDouble());
        for (JsonNode p : asked.path("params"))
          run.params.put(p.path("key").asText(), p.path("value").asText());
      }
      case "runs/set-tag" ->
          runs.get(asked.path("run_id").asText())
              .tags
              .put(asked.path("key").asText(), asked.path("value").asText());
      case "runs/update" ->
          runs.get(asked.path("run_id").asText()).statuses.add(asked.path("status").asText());
      default -> throw new Unknown();
    }
    return answer;
  }

  private static ObjectNode info(String id) {
    ObjectNode run = JSON.createObjectNode();
    run.putObject("info")
        .put("run_id", id)
        .put("run_uuid", id)
        .put("artifact_uri", "mlflow-artifacts:/7/" + id + "/artifacts");
    return run;
  }

  private static void send(HttpExchange call, int code, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    call.sendResponseHeaders(code, bytes.length);
    call.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    silence.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
