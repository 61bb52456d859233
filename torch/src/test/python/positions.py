"""Places of a vision transformer's squares as torchvision brings them to pictures of another size.

  python positions.py         writes ../resources/dev/fovea/torch/load/positions.safetensors

Tensors: "3" are the embeddings [1, 1 + 3 * 3, 5] of 3 squares a side, any other number is the same
for so many squares a side.
"""

import pathlib

import torch
from safetensors.torch import save_file
from torchvision.models.vision_transformer import interpolate_embeddings

FILE = pathlib.Path(__file__).parent.parent / "resources/dev/fovea/torch/load/positions.safetensors"

start = torch.sin(torch.arange(50.0) ** 1.5).reshape(1, 10, 5)
store = {"3": start}
for side in (1, 2, 4, 7):
    state = {"encoder.pos_embedding": start}
    store[str(side)] = interpolate_embeddings(16 * side, 16, state)["encoder.pos_embedding"]
    print(side, list(store[str(side)].shape))
FILE.parent.mkdir(exist_ok=True)
save_file({name: tensor.contiguous() for name, tensor in store.items()}, FILE)
