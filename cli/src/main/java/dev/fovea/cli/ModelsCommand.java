package dev.fovea.cli;

import dev.fovea.graph.GraphException;
import dev.fovea.project.use.Models;
import dev.fovea.project.use.Offer;
import dev.fovea.zoo.detect.Detectors;
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
    table(Models.all()).forEach(out::println);
    out.println();
    out.println("To detect:");
    table(Models.detectors()).forEach(out::println);
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
    out.println("Counted at the size and the classes that each is published for.");
    screen.next(screen.out(), "fovea info small");
    return Sentence.DONE;
  }

  private static List<String> table(List<Models.Row> rows) {
    var table = new Table("Name", "Family", "Size>", "Classes>", "Parameters>", "Multiply-adds>");
    for (Models.Row row : rows)
      table.row(
          row.name(),
          row.family(),
          row.sizePx() + " px",
          Integer.toString(row.classes()),
          Amount.of(row.parameters()),
          Amount.of(row.macs()));
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
