package dev.fovea.mlflow;

import dev.fovea.project.Journal;
import dev.fovea.project.LogRecipe;
import dev.fovea.project.MetricsJson;
import dev.fovea.project.Recipe;
import dev.fovea.project.RecipeKeys;
import dev.fovea.project.RunFolder;
import dev.fovea.project.Version;
import dev.fovea.project.report.EpochRow;
import dev.fovea.project.report.LogCsv;
import dev.fovea.project.study.StudyFolder;
import dev.fovea.project.study.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.mlflow.api.proto.Service.Metric;
import org.mlflow.api.proto.Service.Param;
import org.mlflow.api.proto.Service.RunTag;

/** Sends what a folder holds and the server does not have. */
record Telling(Server server, LogRecipe log, Path folder) {
  private static final int MOST_LETTERS = 500;

  /** What is there now, of a run that goes on. */
  void now() throws IOException {
    var known = Sent.read(folder, log);
    Sent sent = known.isPresent() ? known.get() : begin();
    if (!sent.status().equals(Sent.RUNNING)) {
      server.status(sent.run(), Sent.RUNNING);
      changes(sent);
      sent = sent.withStatus(Sent.RUNNING).write(folder);
    }
    scores(params(sent));
  }

  /** All that there will be, and how it ended. */
  void end(Journal.End end) throws IOException, InterruptedException {
    now();
    Sent sent = Sent.read(folder, log).orElseThrow();
    if (StudyFolder.in(folder)) members();
    String store = server.get(sent.run()).getInfo().getArtifactUri();
    if (end == Journal.End.FINISHED) {
      result(sent);
      if (Server.takesFiles(store)) files(store);
    }
    String status = word(end);
    server.status(sent.run(), status);
    var _ = sent.withStatus(status).write(folder);
    if (end == Journal.End.FINISHED && !Server.takesFiles(store))
      throw new IllegalStateException(
          "it keeps files at " + store + ", not by itself; start it with --serve-artifacts");
  }

  /** Those runs of a study that the server misses something of. */
  private void members() throws IOException, InterruptedException {
    try (var inside = Files.list(folder)) {
      for (Path member : inside.sorted().toList()) {
        var run = new RunFolder(member);
        if (!Files.exists(run.recipe())) continue;
        var telling = new Telling(server, log, member);
        Journal.End end = ended(run);
        var sent = Sent.read(member, log);
        boolean told =
            sent.isPresent()
                && sent.get().status().equals(word(end))
                && sent.get().epoch() >= telling.newest();
        if (!told) telling.end(end);
      }
    }
  }

  private static Journal.End ended(RunFolder run) {
    if (Trial.diverged(run)) return Journal.End.FAILED;
    boolean finished = Files.exists(run.metrics()) && Files.exists(run.report());
    return finished ? Journal.End.FINISHED : Journal.End.STOPPED;
  }

  private static String word(Journal.End end) {
    return switch (end) {
      case FINISHED -> "FINISHED";
      case STOPPED -> "KILLED";
      case FAILED -> "FAILED";
    };
  }

  private Sent begin() throws IOException {
    var tags = new ArrayList<RunTag>();
    tags.add(Server.tag("mlflow.source.type", "LOCAL"));
    tags.add(Server.tag("mlflow.source.name", "fovea train"));
    tags.add(Server.tag("fovea.version", Version.of()));
    Path above = folder.toAbsolutePath().normalize().getParent();
    if (above != null && StudyFolder.in(above)) {
      var study = Sent.read(above, log);
      Sent parent = study.isPresent() ? study.get() : new Telling(server, log, above).begin();
      tags.add(Server.tag("mlflow.parentRunId", parent.run()));
    }
    String name = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
    String run = server.create(server.experiment(log.experiment()), name, tags);
    return new Sent(log.mlflow(), log.experiment(), run, false, 0, Sent.RUNNING).write(folder);
  }

  private Sent params(Sent sent) throws IOException {
    if (sent.params()) return sent;
    List<Param> params =
        values().entrySet().stream()
            .map(e -> Param.newBuilder().setKey(e.getKey()).setValue(e.getValue()).build())
            .toList();
    server.params(sent.run(), params);
    return sent.withParams().write(folder);
  }

  /** The recipe flat, without what is left open and without where it is told to. */
  private SequencedMap<String, String> values() {
    Recipe recipe =
        StudyFolder.in(folder)
            ? new StudyFolder(folder).recipe()
            : Recipe.read(new RunFolder(folder).recipe());
    var values = RecipeKeys.values(recipe);
    values.values().removeIf(value -> value.equals("-") || value.isEmpty());
    values.keySet().removeIf(key -> key.startsWith("log."));
    values.replaceAll((_, value) -> value.substring(0, Math.min(MOST_LETTERS, value.length())));
    return values;
  }

  /** MLflow's parameters never change; what a resume changed becomes a tag. */
  private void changes(Sent sent) {
    if (!sent.params()) return;
    Map<String, String> there =
        server.get(sent.run()).getData().getParamsList().stream()
            .collect(Collectors.toMap(Param::getKey, Param::getValue));
    values()
        .forEach((key, value) -> {
          if (!value.equals(there.getOrDefault(key, "")))
            server.setTag(sent.run(), "changed." + key, value);
        });
  }

  private void scores(Sent sent) throws IOException {
    var metrics = new ArrayList<Metric>();
    List<EpochRow> news = rows().stream().filter(row -> row.epoch() > sent.epoch()).toList();
    if (news.isEmpty()) return;
    for (EpochRow row : news) {
      add(metrics, "train_loss", row.trainLoss(), row.epoch());
      add(metrics, "val_loss", row.valLoss(), row.epoch());
      row.valScores().forEach((name, score) -> add(metrics, "val_" + name, score, row.epoch()));
      add(metrics, "rate", row.learningRate(), row.epoch());
      add(metrics, "seconds", row.seconds(), row.epoch());
      add(metrics, "images_per_s", row.imagesPerSecond(), row.epoch());
      add(metrics, "wait_share", row.waitShare(), row.epoch());
    }
    server.metrics(sent.run(), metrics);
    var _ = sent.withEpoch(news.getLast().epoch()).write(folder);
  }

  private int newest() throws IOException {
    return rows().stream().mapToInt(EpochRow::epoch).max().orElse(0);
  }

  private List<EpochRow> rows() throws IOException {
    Path file = new RunFolder(folder).log();
    return Files.exists(file) ? LogCsv.read(file) : List.of();
  }

  private void result(Sent sent) throws IOException {
    var metrics = new ArrayList<Metric>();
    int epoch = newest();
    MetricsJson.read(new RunFolder(folder).metrics())
        .forEach((name, score) -> add(metrics, name, score, epoch));
    server.metrics(sent.run(), metrics);
  }

  private static void add(List<Metric> metrics, String name, double value, int epoch) {
    if (!Double.isFinite(value)) return;
    metrics.add(
        Metric.newBuilder()
            .setKey(name.replaceAll("[^\\w./ -]", "_"))
            .setValue(value)
            .setTimestamp(System.currentTimeMillis())
            .setStep(epoch)
            .build());
  }

  private void files(String store) throws IOException, InterruptedException {
    var run = new RunFolder(folder);
    var study = new StudyFolder(folder);
    var all = new ArrayList<Path>();
    all.addAll(List.of(run.report(), run.metrics(), run.recipe(), run.log(), study.table()));
    try (var inside = Files.list(folder)) {
      inside.filter(file -> file.toString().endsWith(".png")).sorted().forEach(all::add);
    }
    if (log.sendModel()) all.add(run.best());
    for (Path file : all) if (Files.exists(file)) server.file(store, file);
  }
}
