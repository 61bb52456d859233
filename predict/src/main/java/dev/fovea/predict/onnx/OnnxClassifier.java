package dev.fovea.predict.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.fovea.image.Preprocess;
import dev.fovea.image.Views;
import dev.fovea.predict.Buffers;
import dev.fovea.predict.Classifier;
import dev.fovea.predict.ModelException;
import dev.fovea.predict.Parallel;
import dev.fovea.predict.Seen;
import dev.fovea.predict.Settings;
import dev.fovea.predict.model.ModelCard;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A classifier of an {@code .onnx} file. May be shared between threads of any kind. */
final class OnnxClassifier implements Classifier {
  private final Path file;
  private final Described described;
  private final Ends ends;
  private final Sessions sessions;
  private final int most;

  private OnnxClassifier(Path file, Described described, Ends ends, Sessions sessions, int most) {
    this.most = most;
    this.file = file;
    this.described = described;
    this.ends = ends;
    this.sessions = sessions;
  }

  static OnnxClassifier open(Path file, Settings settings) {
    var sessions = new Sessions();
    try {
      OrtSession first = OnnxRuntime.session(file, settings);
      sessions.add(first);
      Described said = Described.of(file, first, settings.told());
      ModelCard card = said.card();
      card.need(file, "classify");
      Ends ends = Ends.of(file, first, card);
      ModelCard model = card.withPostprocess(settings.answering().apply(card.classify()));
      if (ends.features().isEmpty()) model = model.withNovelty(Optional.empty());
      for (int i = 1; i < settings.sessions(); i++)
        sessions.add(settings.threads() == 1 ? first : OnnxRuntime.session(file, settings));
      return new OnnxClassifier(file, said.with(model), ends, sessions, settings.sessions());
    } catch (RuntimeException | Error e) {
      sessions.close();
      throw e;
    }
  }

  @Override
  public ModelCard model() {
    return described.card();
  }

  @Override
  public Seen see(FloatBuffer numbers, int n, Views views) {
    int rows = Math.multiplyExact(n, views.count());
    long floats = (long) rows * model().preprocess().floats();
    if (n < 1 || numbers.remaining() != floats)
      throw new ModelException(
          "%d pictures are %d numbers for this model, got %d"
              .formatted(rows, floats, numbers.remaining()));
    var parts = new Given[Math.min(most, n)];
    Parallel.each(
        parts.length,
        i -> {
          int from = i * n / parts.length * views.count();
          int end = (i + 1) * n / parts.length * views.count();
          int each = model().preprocess().floats();
          FloatBuffer own = numbers.slice(numbers.position() + from * each, (end - from) * each);
          parts[i] = sessions.with(session -> given(session, own, end - from));
        });
    return Seen.of(model(), n, described.logits(Given.answers(parts)), Given.features(parts));
  }

  private Given given(OrtSession session, FloatBuffer numbers, int rows) {
    var given = new Given(rows, model().classes().size());
    int batch = ends.batch() == 0 ? rows : ends.batch();
    int each = model().preprocess().floats();
    for (int at = 0; at < rows; at += batch) {
      int some = Math.min(batch, rows - at);
      FloatBuffer part = numbers.slice(at * each, some * each);
      if (some == batch) run(session, part, batch, some, given);
      else // The network takes so many and no fewer: what stands in the other places is not read.
      Buffers.lend(
            batch,
            each,
            all -> {
              all.duplicate().put(part);
              run(session, all, batch, some, given);
              return null;
            });
    }
    return given;
  }

  private void run(OrtSession session, FloatBuffer numbers, int batch, int some, Given given) {
    Preprocess made = model().preprocess();
    long[] shape = {batch, made.channels(), made.height(), made.width()};
    try (OnnxTensor image = OnnxTensor.createTensor(OnnxRuntime.environment(), numbers, shape);
        OrtSession.Result result = session.run(Map.of(ends.image(), image), ends.wanted())) {
      given.add(file, result, ends, batch, some);
    } catch (OrtException e) {
      throw new ModelException(
          OnnxRuntime.isMemory(e)
              ? file
                  + ": there is not enough memory for "
                  + batch
                  + " pictures at a time; give fewer"
              : file + " cannot be run: " + OnnxRuntime.why(e),
          e);
    }
  }

  @Override
  public void close() {
    sessions.close();
  }
}
