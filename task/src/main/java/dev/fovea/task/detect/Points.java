package dev.fovea.task.detect;

import dev.fovea.graph.Size;

/**
 * Where torchvision has the places of FCOS and RetinaNet: not at their centres, but a step apart
 * from 0 on. The step is the picture's side over the map's, rounded down, in px; {@link
 * dev.fovea.predict.boxes.MapDecoder} reads answers at the same points.
 *
 * @param grid the places
 * @param pictures height and width of the batch's pictures in px
 */
record Points(Grid grid, Size pictures) {
  int stepX(Grid.Level level) {
    return pictures.w() / level.width();
  }

  int stepY(Grid.Level level) {
    return pictures.h() / level.height();
  }

  /** Of a place, in px. */
  int x(Grid.Level level, int cell) {
    return (cell - level.start()) % level.width() * stepX(level);
  }

  /** Of a place, in px. */
  int y(Grid.Level level, int cell) {
    return (cell - level.start()) / level.width() * stepY(level);
  }
}
