package dev.fovea.project.use;

import dev.fovea.onnx.OnnxFile;

/**
 * A model as an ONNX file, and what its answers are beside the model's own.
 *
 * @param written the file, and which sizes of pictures it takes
 * @param network name of the architecture
 * @param found what the data are, one line
 * @param measured which pictures of it are meant, one sentence; proved with all of them or some
 * @param proof both engines over the same pictures
 * @param seconds that all of it took
 */
public record Exported(
    OnnxFile.Written written,
    String network,
    String found,
    String measured,
    Proof proof,
    double seconds) {}
