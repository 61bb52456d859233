package dev.fovea.torch.pth;

import dev.fovea.torch.file.Quote;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * The tensors of a network among all that was saved.
 *
 * @param wrapper the keys that lead to them, joined by dots; empty where they were saved alone
 * @param wrappers all keys that lead to tensors, the chosen one among them
 * @param tensors by name
 * @param facts words and numbers beside them, e.g. an epoch
 */
record StateDict(
    String wrapper,
    List<String> wrappers,
    SequencedMap<String, Pickled.Tensor> tensors,
    SequencedMap<String, String> facts) {
  /** The order of preference: the moving average scored, so it goes first. */
  private static final List<String> PREFERRED =
      List.of(
          "state_dict_ema",
          "model_ema",
          "ema_state_dict",
          "ema",
          "params_ema",
          "state_dict",
          "model_state_dict",
          "model",
          "params",
          "net",
          "network",
          "weights");

  /** An optimiser's memory holds tensors as well. */
  private static final Set<String> NO_NETWORK =
      Set.of(
          "optim",
          "optimizer",
          "optimizers",
          "optimiser",
          "optimisers",
          "sched",
          "scheduler",
          "schedulers",
          "scaler",
          "amp",
          "rng",
          "loss",
          "losses",
          "criterion");

  private static final int DEEPEST = 3;

  /**
   * Looks at the saved thing itself, then at what its keys hold.
   *
   * @param asked the wrapper to take; empty for the preferred one
   */
  static StateDict of(Pickled saved, Optional<String> asked) {
    if (!(saved instanceof Pickled.Dict(var root)))
      throw new BrokenPth(
          "holds no dict of tensors by name",
          "save a state dict: torch.save(model.state_dict(), FILE)");
    var found = new LinkedHashMap<String, SequencedMap<String, Pickled.Tensor>>();
    look("", root, DEEPEST, found, new IdentityHashMap<>());
    if (found.isEmpty())
      throw new BrokenPth(
          "holds no tensors by name", "save a state dict: torch.save(model.state_dict(), FILE)");
    String chosen = asked.orElseGet(() -> preferred(found));
    if (!found.containsKey(chosen))
      throw new BrokenPth(
          "holds no tensors under " + Quote.of(chosen),
          "they are under " + found.keySet().stream().map(Quote::of).toList());
    return new StateDict(chosen, List.copyOf(found.keySet()), found.get(chosen), facts(root));
  }

  /**
   * A dict that holds a tensor is one of a network, and its other dicts are not looked at. Many
   * keys may lead to one dict, which is looked at once.
   *
   * @param seen the tensors of each dict so far
   */
  private static void look(
      String path,
      SequencedMap<String, Pickled> dict,
      int levels,
      SequencedMap<String, SequencedMap<String, Pickled.Tensor>> found,
      Map<Object, SequencedMap<String, Pickled.Tensor>> seen) {
    boolean again = seen.containsKey(dict);
    var own = seen.computeIfAbsent(dict, _ -> tensors(dict));
    if (!own.isEmpty()) found.put(path, own);
    else if (levels > 1 && !again)
      dict.forEach((key, value) -> {
        if (value instanceof Pickled.Dict(var inner) && !isNoNetwork(key))
          look(path.isEmpty() ? key : path + "." + key, inner, levels - 1, found, seen);
      });
  }

  private static SequencedMap<String, Pickled.Tensor> tensors(SequencedMap<String, Pickled> dict) {
    var own = new LinkedHashMap<String, Pickled.Tensor>();
    dict.forEach((key, value) -> {
      if (value instanceof Pickled.Tensor tensor) own.put(key, tensor);
    });
    return own;
  }

  private static boolean isNoNetwork(String key) {
    return Arrays.stream(key.toLowerCase(Locale.ROOT).split("[._]", -1))
        .anyMatch(NO_NETWORK::contains);
  }

  private static String preferred(
      SequencedMap<String, SequencedMap<String, Pickled.Tensor>> found) {
    for (String word : PREFERRED)
      for (String path : found.keySet())
        if (List.of(path.split("\\.", -1)).contains(word)) return path;
    return found.firstEntry().getKey();
  }

  private static SequencedMap<String, String> facts(SequencedMap<String, Pickled> root) {
    var facts = new LinkedHashMap<String, String>();
    root.forEach((key, value) -> {
      String shown = Pickled.shown(value);
      if (!shown.isEmpty()) facts.put(key, shown);
    });
    return facts;
  }
}
