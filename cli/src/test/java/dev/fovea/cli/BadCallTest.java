package dev.fovea.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls that are wrong: exit code 2, nothing on stdout, one sentence with the nearest word. */
class BadCallTest {
  @TempDir Path box;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "trian|there is no command trian; did you mean train? (see fovea --help)",
        "--hepl|there is no option --hepl; did you mean --help? (see fovea --help)",
        "data drw|there is no command data drw; did you mean draw? (see fovea data --help)",
        "data|say what to do; there are check, convert, draw," + " show (see fovea data --help)",
        "serve x|there is no command serve; there are demo, train, compare, evaluate, predict,"
            + " probe, export, info, models, data, doctor (see fovea --help)",
        "train|say what to learn: fovea train classify --data PATH",
        "train classify|say what to learn from: fovea train classify --data PATH",
        "data show . --out a.png --task detct|--task expects classify or detect, got detct; did you"
            + " mean detect?",
        "train clasify|there is no task clasify; did you mean classify? (this version learns"
            + " classify, detect)",
        "train segment --data .|there is no task segment (this version learns classify, detect)",
        "train classify --data BOX/no|BOX/no: there is no such file or folder",
        "train classify --data . --epoch 3|train has no option --epoch; did you mean --epochs?"
            + " (see fovea train --help)",
        "train classify --data . --epochs ten|--epochs expects a whole number, got ten (see fovea"
            + " train --help)",
        "train classify --data . --epochs 0|--epochs must be 1 or more, got 0",
        "predict BOX/a.png BOX/a.png --min-score half|--min-score expects a number, got half (see fovea"
            + " predict --help)",
        "train classify --data . --batch many|--batch expects a number from 1 on, or max, got many",
        "train classify --data . --batch 0|--batch expects a number from 1 on, or max, got 0",
        "train classify --data . --set batch=most|train.batch is a number of pictures, 0 to leave it"
            + " open, or max, got most",
        "train classify --data . --time soon|a time is written as 90s, 10m or 1h30m, got soon",
        "train classify --data . --model resnet81|there is no network resnet81; did you mean"
            + " resnet18? (fovea models lists all)",
        "train detect --data . --model resnet18|resnet18 tells classes and finds no boxes;"
            + " yolo-resnet18 finds some by it (`fovea models` lists all)",
        "train classify --data . --model yolo-n|yolo-n finds boxes; train it by `fovea train"
            + " detect`, or name a network of classes",
        "train detect --data . --model yolo-n --size 300|yolo-n takes sizes that 32 divides, got"
            + " model.size 300; say 288",
        "train detect --data . --set focal_gamma=5|train.focal_gamma: for classifiers, not for"
            + " detectors; leave it out",
        "train detect --data . --set deviation=[0,1,1]|model.deviation must be from 1.0E-6 to"
            + " 1000000.0, got 0.0",
        "train classify --data . --set epocs=3|a recipe has no key epocs; did you mean epochs?",
        "train classify --data . --set epochs|--set expects KEY=VALUE, got epochs",
        "train classify --data . --set optimiser=adm|train.optimiser must be one of auto, sgd, adamw, muon, lars, lamb, got"
            + " adm",
        "train classify --data . --device gpu|there is no device gpu; say auto, cpu, cuda or"
            + " cuda:1",
        "train classify --data . --group-by [|data.group_by is not a regular expression: Unclosed"
            + " character class in [",
        "train --resume BOX|BOX holds no recipe.yaml, so it is no folder of a run",
        "train --resume BOX --out x|--resume goes on in its folder, so leave out --out",
        "evaluate|evaluate needs MODEL (see fovea evaluate --help)",
        "evaluate BOX|evaluate needs --data PATH (see fovea evaluate --help)",
        "evaluate BOX/no --data .|BOX/no: there is no such model file or run folder",
        "evaluate BOX --data .|BOX is a folder without best.safetensors; name a model file",
        "predict|predict needs MODEL (see fovea predict --help)",
        "predict BOX/a.png BOX/no.png|BOX/no.png: there is no such file or folder",
        "predict BOX/a.png BOX/no/*.png|BOX/no/*.png: there is no folder BOX/no to look in",
        "predict BOX/a.png BOX/a.png --json BOX/a.png|--json would overwrite BOX/a.png; name a new"
            + " or a .json file, or write --json=- for the screen",
        "predict BOX/a.png BOX/a.png --out BOX|--out BOX is not empty; name a new folder",
        "predict BOX/a.png BOX/a.png --top 0|--top must be 1 or more, got 0",
        "info resnet81|there is no file resnet81, and there is no network resnet81; did you mean"
            + " resnet18? (fovea models lists all)",
        "info BOX/no.safetensors|BOX/no.safetensors: there is no such file",
        "info BOX|BOX is a folder without best.safetensors; name a file",
        "models resnet81|there is no network resnet81; did you mean resnet18? (fovea models lists all)",
        "models x y|models does not know what to do with 'y' (see fovea models --help)",
        "data check|data check needs PATH (see fovea data check --help)",
        "data check BOX/none|BOX/none: there is no such file or folder",
        "data convert BOX/a.png --out BOX/new|data convert needs --to FORMAT (see fovea data convert --help)",
        "data convert BOX/a.png --to yola --out BOX/new|there is no format yola; did you mean yolo?"
            + " (there are coco, voc and yolo)",
        "data convert BOX/none --to yolo --out BOX/new|BOX/none: there is no such file or folder",
        "data convert BOX/a.png --to yolo --out BOX|--out BOX is not empty; name a new folder",
        "data draw|data draw needs --out DIR (see fovea data draw --help)",
        "data draw --out BOX/new --size 5|--size must be from 16 to 2048 px, got 5",
        "data draw --out BOX/new --count 3|--count must be 7 or more, got 3",
        "data draw --out BOX/new --scene part|there is no scene part; did you mean parts? (there are"
            + " shapes, objects and parts)",
        "data draw --out BOX/new --scratch 50|--scratch is for --scene parts",
        "data draw --out BOX/new --scene parts --scratch 5|--scratch must be from 10 to 600 px, got 5",
        "data draw --out BOX/new --scene objects --size 9|--size must be from 64 to 2048 px, got 9",
        "data draw --out BOX/new --scene parts --size 9|--size must be from 64 to 8192 px, got 9",
        "data draw --out BOX|--out BOX is not empty; name a new folder",
      })
  void oneSentence(String call, String sentence) throws Exception {
    Files.writeString(box.resolve("a.png"), "not a picture");

    Said said =
        Said.by(
            Arrays.stream(call.split(" ", -1))
                .map(word -> word.replace("BOX", box.toString()))
                .toArray(String[]::new));

    assertEquals("fovea: " + sentence.replace("BOX", box.toString()) + "\n", said.err());
    assertEquals("", said.out());
    assertEquals(Sentence.CALL_WAS_WRONG, said.code());
    assertEquals("not a picture", Files.readString(box.resolve("a.png")));
  }

  @Test
  void nothingAtAllSaysWhatThereIs() {
    Said said = Said.by();
    assertEquals(
        "fovea: say what to do; there are demo, train, compare, evaluate, predict, probe, export, info,"
            + " models, data, doctor (see fovea --help)\n",
        said.err());
    assertEquals(2, said.code());
  }

  @Test
  void helpFitsTheScreenAndNamesWhatExistsOnly() {
    for (var words :
        List.of(
            "demo",
            "train",
            "compare",
            "evaluate",
            "predict",
            "probe",
            "export",
            "info",
            "models",
            "data",
            "data draw",
            "data show",
            "data check",
            "data convert",
            "doctor")) {
      Said said = Said.by((words + " --help").split(" "));
      assertEquals(0, said.code());
      assertTrue(said.out().contains("Usage: fovea " + words), said.out());
      assertTrue(said.columns() <= 80, said.out());
    }
    assertTrue(!Said.by("--help").out().contains("segment"), "segment does not exist yet");
  }

  @Test
  void theVersionIsSaid() {
    assertTrue(Said.by("--version").out().startsWith("Fovea "));
  }
}
