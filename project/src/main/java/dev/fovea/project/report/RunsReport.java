package dev.fovea.project.report;

import dev.fovea.torch.file.AtomicFile;
import java.nio.file.Path;
import java.util.List;

/**
 * Everything that the page of several runs says: of a cross-validation, of seeds, of a search, of a
 * comparison.
 *
 * @param kind of page: "report of a cross-validation"
 * @param summary a sentence or two: what was done, what came out
 * @param headlines the scores of all together, the leading one first; may be empty
 * @param grids tables, in the order of the page
 * @param plots of all runs in one picture each
 * @param matrices confusion of all together; may be empty
 * @param classes one line a class; may be empty
 */
public record RunsReport(
    String kind,
    String title,
    String summary,
    List<Headline> headlines,
    List<Grid> grids,
    List<Plot> plots,
    List<Plot> matrices,
    List<ClassLine> classes,
    List<Command> next,
    List<Fact> facts) {

  public RunsReport {
    headlines = List.copyOf(headlines);
    grids = List.copyOf(grids);
    plots = List.copyOf(plots);
    matrices = List.copyOf(matrices);
    classes = List.copyOf(classes);
    next = List.copyOf(next);
    facts = List.copyOf(facts);
  }

  /** The page: one file that needs no other and no network. */
  public String html() {
    Html html = Page.begin("Fovea · " + kind, title, summary);
    ScoreCards.write(html, headlines);
    grids.forEach(grid -> grid.write(html));
    Page.commands(html, "What to type next", next);
    Page.curves(html, "How they learned", plots);
    for (Plot matrix : matrices) Page.plot(html, "Which classes they confuse", matrix, "matrix");
    ClassTable.write(html, classes);
    Page.facts(html, "What was trained", facts);
    return Page.end(html);
  }

  /** Writes the page as a whole. */
  public void write(Path file) {
    AtomicFile.write(file, html());
  }
}
