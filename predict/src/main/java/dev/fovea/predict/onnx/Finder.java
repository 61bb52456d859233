package dev.fovea.predict.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.fovea.predict.boxes.Found;
import java.util.List;
import java.util.Set;

/** Makes boxes of what a detector's file gives. */
interface Finder {
  /** The input of the file. */
  ImageEnd image();

  /** The outputs that are asked for. */
  Set<String> wanted();

  /**
   * What is found in pictures, in px of the network's input.
   *
   * @param given of a batch
   * @param some of its pictures, the first ones
   * @throws IllegalArgumentException where outputs do not fit each other
   */
  List<Found> of(OrtSession.Result given, int some) throws OrtException;
}
