package dev.fovea.project.use;

import dev.fovea.onnx.OnnxFile;

/**
 * A detector as an ONNX file, and what it finds beside what the model finds.
 *
 * @param written the file, and which sizes of pictures it takes
 * @param network name of the architecture
 * @param found what the data are, one line
 * @param measured which pictures of it are meant, one sentence; proved with all of them or some
 * @param proof both engines over the same pictures
 * @param seconds that all of it took
 */
public record ExportedBoxes(
    OnnxFile.Written written,
    String network,
    String found,
    String measured,
    BoxProof proof,
    double seconds) {}
