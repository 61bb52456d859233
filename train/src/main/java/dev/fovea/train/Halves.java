package dev.fovea.train;

import dev.fovea.torch.Gradients;
import dev.fovea.torch.Scope;
import dev.fovea.torch.Threads;
import dev.fovea.torch.Weights;
import dev.fovea.train.Roles.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Both halves of a batch at once, each on half of libtorch's threads: two replicas of a network
 * that read the same parameters and add to the same gradients. Small ops and the gaps between them
 * then keep all cores busy.
 *
 * <p>Batch norms see half a batch each, as where data is parallel elsewhere; their running
 * statistics become the mean of what either replica made of them. The sum of two gradients hangs on
 * no order, so the bits do not hang on which half is first.
 */
final class Halves implements AutoCloseable {
  /** Forward, loss and backward of some pictures. */
  interface Pass<T> {
    /**
     * Runs in a scope of its own.
     *
     * @param weights of the replica
     * @param first the first of the pictures
     * @param count of pictures
     */
    T run(Weights weights, long first, long count);
  }

  /** What the passes answered. */
  record Two<T>(T first, T second) {}

  private final Weights live;
  private final Weights twin;
  private final Flat running;
  private final Flat twins;
  private final ExecutorService beside =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("fovea-half").factory());

  /** Of what a part moves; closed before it. */
  Halves(Part part) {
    live = part.live();
    twin = twin(live);
    running = part.running();
    List<String> names = part.names(Role.RUNNING);
    twins = running == null ? null : new Flat(twin, names);
  }

  /** The same tensors, but for those that the forward pass counts in. */
  private static Weights twin(Weights live) {
    var tensors = new LinkedHashMap<String, Tensor>();
    try (var _ = new Scope()) {
      live.tensors()
          .forEach((name, tensor) -> {
            boolean counter = tensor.scalar_type().intern() == ScalarType.Long;
            tensors.put(name, Scope.keep(counter ? tensor.clone() : new Tensor(tensor)));
          });
    }
    return Weights.of(tensors);
  }

  /**
   * @param pictures at least 2
   * @throws RuntimeException of either pass, once both have ended
   */
  <T> Two<T> run(long pictures, Pass<T> pass) {
    long first = pictures - pictures / 2;
    if (twins != null) follow(twins, running, 1);
    int threads = Threads.count();
    Threads.use(Math.max(1, threads / 2));
    try {
      var second =
          CompletableFuture.supplyAsync(() -> scoped(pass, twin, first, pictures - first), beside);
      T one;
      try {
        one = scoped(pass, live, 0, first);
      } finally {
        second.handle((_, _) -> null).join();
      }
      T two = second.join();
      if (running != null) follow(running, twins, (double) (pictures - first) / pictures);
      return new Two<>(one, two);
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    } finally {
      Threads.use(threads);
    }
  }

  private static <T> T scoped(Pass<T> pass, Weights weights, long first, long count) {
    try (var _ = new Scope()) {
      return pass.run(weights, first, count);
    }
  }

  private static void follow(Flat numbers, Flat others, double share) {
    try (var _ = Gradients.off()) {
      numbers.values().lerp_(others.values(), new Scalar(share));
    }
  }

  @Override
  public void close() {
    beside.close();
    twin.close();
    if (twins != null) twins.close();
  }
}
