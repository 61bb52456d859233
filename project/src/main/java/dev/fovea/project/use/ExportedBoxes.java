package dev.fovea.project.use;

import dev.fovea.onnx.OnnxFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A detector as an ONNX file, and what it finds beside what the model finds.
 *
 * @param written the file, and which sizes of pictures it takes
 * @param second the file beside it that a detector of two stages needs as well, if it is two files
 * @param limits of what the file tells, a sentence each
 * @param network name of the architecture
 * @param found what the data are, one line
 * @param measured which pictures of it are meant, one sentence; proved with all of them or some
 * @param proof both engines over the same pictures
 * @param seconds that all of it took
 */
public record ExportedBoxes(
    OnnxFile.Written written,
    Optional<Path> second,
    List<String> limits,
    String network,
    String found,
    String measured,
    BoxProof proof,
    double seconds) {}
