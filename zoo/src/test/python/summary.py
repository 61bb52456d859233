"""Prints the totals that torchinfo gives for torchvision's networks: the lines of SummaryTest."""

import torchinfo
import torchvision.models as tv

for name, size in [("resnet18", 224), ("resnet50", 224), ("vgg11", 224), ("mobilenet_v3_small", 160)]:
    s = torchinfo.summary(getattr(tv, name)(weights=None), (1, 3, size, size), verbose=0)
    totals = [s.to_megabytes(s.total_input), s.to_megabytes(s.total_output_bytes)]
    totals.append(s.to_megabytes(s.total_param_bytes))
    print(name, size, s.total_params, *(f"{t:.2f}" for t in totals), f"{sum(totals):.2f}", sep=", ")
