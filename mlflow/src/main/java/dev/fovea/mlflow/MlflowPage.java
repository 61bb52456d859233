package dev.fovea.mlflow;

import dev.fovea.project.Journal;
import dev.fovea.project.LogRecipe;
import dev.fovea.project.Shell;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/** What is told of one folder: never on the caller's thread, and one warning at most. */
final class MlflowPage implements Journal.Page {
  private final Path folder;
  private final LogRecipe log;
  private final Line line;
  private final Duration patience;
  private final AtomicBoolean waiting = new AtomicBoolean();
  private final AtomicBoolean warned = new AtomicBoolean();
  private final ConcurrentLinkedQueue<String> warnings = new ConcurrentLinkedQueue<>();

  MlflowPage(Path folder, LogRecipe log, Line line, Duration patience) {
    this.folder = folder;
    this.log = log;
    this.line = line;
    this.patience = patience;
    changed();
  }

  @Override
  public void changed() {
    if (!waiting.compareAndSet(false, true)) return; // what waits will find this as well
    var _ =
        line.later(() -> {
          waiting.set(false);
          tell(telling -> telling.now());
        });
  }

  @Override
  public void ended(Journal.End end) {
    if (!line.await(line.later(() -> tell(telling -> telling.end(end)))))
      warn("does not answer within " + patience.toSeconds() + " s");
  }

  @Override
  public List<String> warnings() {
    var all = new ArrayList<String>();
    for (String next = warnings.poll(); next != null; next = warnings.poll()) all.add(next);
    return all;
  }

  private interface Part {
    void of(Telling telling) throws Exception;
  }

  private void tell(Part part) {
    try (var server = new Server(log.mlflow(), line, patience)) {
      part.of(new Telling(server, log, folder));
    } catch (Exception e) { // of any kind: training must not end for what a server does
      warn(Refusal.words(e));
    }
  }

  private void warn(String why) {
    if (warned.getAndSet(true)) return;
    warnings.add(
        "MLflow at "
            + log.mlflow()
            + " "
            + why
            + "; the run goes on, and what the server misses is sent when it answers again, or by"
            + " `fovea train --resume "
            + Shell.quoted(folder)
            + "`");
  }
}
