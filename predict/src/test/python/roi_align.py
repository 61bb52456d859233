"""torchvision's roi_align and MultiScaleRoIAlign on small maps, with boxes of every odd kind.

  .venv/bin/python predict/src/test/python/roi_align.py

writes ../resources/dev/fovea/predict/boxes/roi_align.safetensors, which the room task reads as well:

  map                  [2, 3, 12, 17], read with a scale of 0.25
  rois                 [k, 5]: picture, left, top, right, bottom in px
  back                 [k, 3, 7, 7]: what the gradients start from
  2, 2.aligned, 0 ...  values [k, 3, 7, 7] by samples a bin; grad.2 ... gradients [2, 3, 12, 17]
  wide                 values [k, 3, 2, 5] with 3 samples, aligned
  levels.map0 ...      [2, 3, ., .] of levels 2 to 5 of pictures of 192 x 256 px
  levels.rois, levels.values, levels.grad0 ...   with 7 x 7 bins of 2 samples
"""

import pathlib

import torch
from safetensors.torch import save_file
from torchvision.ops import MultiScaleRoIAlign, roi_align

FILE = pathlib.Path(__file__).parent.parent / "resources/dev/fovea/predict/boxes/roi_align.safetensors"

ROIS = torch.tensor([
    [0, 3.2, 5.1, 40.7, 33.3], [1, 0, 0, 68, 48], [1, 20, 12, 20, 12], [0, 30.5, 11, 31, 11.25],
    [0, -40, -20, 12, 9], [1, 50, 30, 120, 90], [0, 100, 100, 140, 150], [1, -90, -80, -20, -10],
    [0, 40, 30, 20, 10], [1, 60, 44, 68, 48], [0, 0, 0, 2e3, 2e3], [1, 7.99, 8, 8.01, 40],
    [0, -4, -4, 72, 52], [1, 64, 44, 68, 48]])

SIZES = torch.tensor([[0, 10, 10, 20, 25], [1, 0, 0, 256, 192], [0, 5, 6, 229, 190], [1, 30, 40, 142, 152],
                      [0, 3, 3, 3, 3], [1, 100, 100, 212, 212], [0, -300, -200, 600, 700], [1, 50, 20, 162, 76],
                      [1, 30, 40, 86, 96], [0, 30, 40, 254, 264]]).float()


def main():
    torch.manual_seed(7)
    store = {"map": torch.randn(2, 3, 12, 17), "rois": ROIS, "back": torch.randn(len(ROIS), 3, 7, 7)}
    for samples in (2, 0, 3):
        for aligned in (False, True):
            name = f"{samples}{'.aligned' * aligned}"
            leaf = store["map"].clone().requires_grad_()
            values = roi_align(leaf, ROIS, 7, 0.25, samples, aligned)
            values.backward(store["back"])
            store |= {name: values.detach(), f"grad.{name}": leaf.grad}
    store["wide"] = roi_align(store["map"], ROIS, (2, 5), 0.25, 3, True)
    maps = {str(i): torch.randn(2, 3, 192 >> (i + 2), 256 >> (i + 2)).requires_grad_() for i in range(4)}
    boxes = [SIZES[SIZES[:, 0] == i, 1:] for i in range(2)]
    values = MultiScaleRoIAlign(list(maps), 7, 2)(maps, boxes, [(192, 256)] * 2)
    back = torch.randn(values.shape)
    values.backward(back)
    store |= {f"levels.map{i}": m.detach() for i, m in maps.items()}
    store |= {f"levels.grad{i}": m.grad for i, m in maps.items()}
    rois = torch.cat([SIZES[SIZES[:, 0] == i] for i in range(2)])
    store |= {"levels.rois": rois, "levels.values": values.detach(), "levels.back": back}
    save_file(store, FILE)
    print({key: list(value.shape) for key, value in store.items()})


if __name__ == "__main__":
    main()
