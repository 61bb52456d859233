package dev.fovea.mlflow;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.mlflow.api.proto.Service.CreateRun;
import org.mlflow.api.proto.Service.Experiment;
import org.mlflow.api.proto.Service.Metric;
import org.mlflow.api.proto.Service.Param;
import org.mlflow.api.proto.Service.Run;
import org.mlflow.api.proto.Service.RunStatus;
import org.mlflow.api.proto.Service.RunTag;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.MlflowHttpException;
import org.mlflow.tracking.creds.BasicMlflowHostCreds;

/**
 * A tracking server, through MLflow's Java client. That one sends files by a Python program, so
 * they go to the server's own store over HTTP instead.
 */
final class Server implements AutoCloseable {
  private static final String FILES = "/api/2.0/mlflow-artifacts/artifacts";
  private static final int MOST_PARAMS = 100;
  private static final int MOST_METRICS = 1000;

  /** A line so slow that a file takes longer is as good as none. */
  private static final double BYTES_A_SECOND = 50_000;

  private static final String USER = System.getenv("MLFLOW_TRACKING_USERNAME");
  private static final String PASSWORD = System.getenv("MLFLOW_TRACKING_PASSWORD");
  private static final String TOKEN = System.getenv("MLFLOW_TRACKING_TOKEN");

  private final String address;
  private final Line line;
  private final Duration patience;
  private final MlflowClient client;

  Server(String address, Line line, Duration patience) {
    this.address = address.replaceFirst("/+$", "");
    this.line = line;
    this.patience = patience;
    this.client =
        new MlflowClient(new BasicMlflowHostCreds(this.address, USER, PASSWORD, TOKEN, false));
  }

  /** The id of an experiment, made where it is missing. */
  String experiment(String name) {
    line.expect(patience);
    var found = client.getExperimentByName(name).map(Experiment::getExperimentId);
    if (found.isPresent()) return found.get();
    line.expect(patience);
    return client.createExperiment(name);
  }

  /** A new run, RUNNING; its id. */
  String create(String experiment, String name, List<RunTag> tags) {
    line.expect(patience);
    return client
        .createRun(
            CreateRun.newBuilder()
                .setExperimentId(experiment)
                .setStartTime(System.currentTimeMillis())
                .addTags(tag("mlflow.runName", name))
                .addAllTags(tags)
                .build())
        .getRunId();
  }

  static RunTag tag(String key, String value) {
    return RunTag.newBuilder().setKey(key).setValue(value).build();
  }

  Run get(String run) {
    line.expect(patience);
    return client.getRun(run);
  }

  void params(String run, List<Param> params) {
    for (int i = 0; i < params.size(); i += MOST_PARAMS) {
      line.expect(patience);
      var some = params.subList(i, Math.min(params.size(), i + MOST_PARAMS));
      client.logBatch(run, List.of(), some, List.of());
    }
  }

  void metrics(String run, List<Metric> metrics) {
    for (int i = 0; i < metrics.size(); i += MOST_METRICS) {
      line.expect(patience);
      var some = metrics.subList(i, Math.min(metrics.size(), i + MOST_METRICS));
      client.logBatch(run, some, List.of(), List.of());
    }
  }

  void setTag(String run, String key, String value) {
    line.expect(patience);
    client.setTag(run, key, value);
  }

  /** How the run stands: RUNNING, or an end. */
  void status(String run, String status) {
    line.expect(patience);
    if (status.equals(Sent.RUNNING))
      client.sendPost(
          "runs/update", "{\"run_id\":\"" + run + "\",\"status\":\"" + Sent.RUNNING + "\"}");
    else client.setTerminated(run, RunStatus.valueOf(status));
  }

  /** Whether the server takes files itself, at a run's artifact URI. */
  static boolean takesFiles(String store) {
    return "mlflow-artifacts".equals(URI.create(store).getScheme());
  }

  /**
   * Sends a file.
   *
   * @param store the run's artifact URI
   */
  void file(String store, Path file) throws IOException, InterruptedException {
    URI place = URI.create(store);
    Duration limit = patience.plusSeconds((long) Math.ceil(Files.size(file) / BYTES_A_SECOND));
    line.expect(limit);
    var put =
        HttpRequest.newBuilder(
                URI.create(address + FILES + place.getPath() + "/" + file.getFileName()))
            .timeout(limit)
            .PUT(HttpRequest.BodyPublishers.ofFile(file));
    if (USER != null && PASSWORD != null) {
      byte[] pair = (USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8);
      put.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    } else if (TOKEN != null) put.header("Authorization", "Bearer " + TOKEN);
    try (var http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(patience)
            .build()) {
      var answer = http.send(put.build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2)
        throw new MlflowHttpException(
            answer.statusCode(), "", file.getFileName() + ": " + answer.body());
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
