package dev.fovea.cli;

import dev.fovea.graph.GraphException;
import dev.fovea.project.use.Models;
import dev.fovea.project.use.Offer;
import dev.fovea.zoo.detect.Detectors;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The networks that can be trained. */
@Command(
    name = "models",
    header = "Lists the networks that can be trained.",
    customSynopsis = "fovea models [NAME|--cached]")
final class ModelsCommand implements Callable<Integer> {
  private final Screen screen;

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "List the published weights of this network instead.")
  private String network;

  @Option(names = "--cached", description = "List the published weights that are in the cache.")
  private boolean cached;

  ModelsCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    if (cached && network != null)
      throw new CallException("--cached lists all networks, so leave out " + network);
    if (cached) return offers(Offer.inCache(), "No published weights are in the cache.");
    if (network != null)
      return offers(named(), "No published weights of " + network + " are known.");
    var out = screen.out();
    out.println("To classify:");
    table(Models.all(), true).forEach(out::println);
    out.println();
    out.println("To detect:");
    table(Models.detectors(), false).forEach(out::println);
    Wrapped.lines(
            "",
            0,
            "And, over most of the networks above, "
                + Detectors.prefixes().stream()
                    .map(prefix -> prefix + "resnet18")
                    .collect(Collectors.joining(", "))
                + " and so on.")
        .forEach(out::println);
    out.println();
    out.println("Parameters and multiply-adds (MACs), at each one's published size and classes.");
    screen.next(screen.out(), "fovea info small");
    return Sentence.DONE;
  }

  /**
   * @param classes whether they are told; names of detectors are long
   */
  private static List<String> table(List<Models.Row> rows, boolean classes) {
    var heads = new ArrayList<>(List.of("Name", "Family", "Size>"));
    if (classes) heads.add("Classes>");
    heads.addAll(List.of("Params>", "MACs>"));
    var table = new Table(heads.toArray(String[]::new));
    for (Models.Row row : rows) {
      var cells = new ArrayList<>(List.of(row.name(), row.family(), row.sizePx() + " px"));
      if (classes) cells.add(Integer.toString(row.classes()));
      cells.addAll(List.of(Amount.of(row.parameters()), Amount.of(row.macs())));
      table.row(cells.toArray(String[]::new));
    }
    return table.lines();
  }

  private List<Offer> named() {
    try {
      return Offer.of(network);
    } catch (GraphException e) {
      throw new CallException(e.getMessage() + " (fovea models lists all)", e);
    }
  }

  private int offers(List<Offer> offers, String none) {
    if (offers.isEmpty()) screen.out().println(none);
    else OfferLines.table(offers).forEach(screen.out()::println);
    screen.next(
        screen.out(),
        offers.isEmpty()
            ? "fovea models resnet50"
            : "fovea info " + offers.getFirst().published().name());
    return Sentence.DONE;
  }
}
