"""What PyTorch makes of six steps and of learning rate schedules, for the tests of this room.

    python train/src/test/python/golden.py

writes optimisers.safetensors and schedules.txt into src/test/resources/dev/fovea/train.
"""

from pathlib import Path

import timm.optim.muon
import torch
from safetensors.torch import save_file
from torch import nn

OUT = Path(__file__).parent.parent / "resources/dev/fovea/train"
STEPS = 6
FACTORS = [1, 0.9, 0.7, 0.8, 0.5, 0.25]


class Net(nn.Module):
    """Golden.network() of the tests."""

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 4, 3, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(4)
        self.conv2 = nn.Conv2d(4, 5, 3, stride=2, padding=1)
        self.fc = nn.Linear(5, 3)

    def forward(self, x):
        x = self.conv2(self.bn1(self.conv1(x)).relu()).relu()
        return self.fc(x.mean((2, 3)))


def groups(net, decay):
    learned = [p for p in net.parameters() if p.requires_grad]
    return [
        {"params": [p for p in learned if p.dim() > 1], "weight_decay": decay},
        {"params": [p for p in learned if p.dim() <= 1], "weight_decay": 0.0},
    ]


def sgd(rate, momentum=0.0, nesterov=False, decay=0.0):
    return lambda net: torch.optim.SGD(
        groups(net, decay), lr=rate, momentum=momentum, nesterov=nesterov
    )


def staged(kind, rate, factor, **settings):
    """Full rate for fc, less by the factor for conv2, and again for conv1 and its norm."""

    def make(net):
        found = []
        for stage, parts in enumerate([(net.fc,), (net.conv2,), (net.conv1, net.bn1)]):
            learned = [p for part in parts for p in part.parameters()]
            lr = rate * factor**stage
            found.append({"params": [p for p in learned if p.dim() > 1], "lr": lr, "weight_decay": 0.05})
            found.append({"params": [p for p in learned if p.dim() <= 1], "lr": lr, "weight_decay": 0.0})
        return kind([group for group in found if group["params"]], lr=rate, **settings)

    return make


def layered(kind, decay=0.05, **settings):
    """Trust ratios for all tensors of more than one dimension, decayed or not."""

    def make(net):
        kernels, plain = groups(net, decay)
        return kind([kernels | {"always_adapt": True}, plain], **settings)

    return make


class Both:
    """Muon for tensors of more than one dimension, AdamW for the others."""

    def __init__(self, net, rate, decay):
        kernels, plain = groups(net, decay)
        self.muon = timm.optim.Muon(
            [kernels | {"use_muon": True}],
            lr=rate,
            momentum=0.95,
            nesterov=True,
            ns_coefficients="original",
        )
        self.adamw = torch.optim.AdamW([plain], lr=rate)
        self.param_groups = self.muon.param_groups + self.adamw.param_groups

    def step(self):
        self.muon.step()
        self.adamw.step()

    def zero_grad(self):
        self.muon.zero_grad()
        self.adamw.zero_grad()


CASES = {
    "sgd": dict(make=sgd(0.1)),
    "momentum": dict(make=sgd(0.1, 0.9)),
    "nesterov": dict(make=sgd(0.1, 0.9, True, 0.05)),
    "decay": dict(make=sgd(0.1, 0.0, False, 0.05)),
    "adamw": dict(make=lambda net: torch.optim.AdamW(groups(net, 0.1), lr=0.01)),
    "muon": dict(make=lambda net: Both(net, 0.02, 0.1)),
    "lars": dict(make=layered(timm.optim.Lars, lr=2.0, momentum=0.9, trust_coeff=0.01)),
    "lars_plain": dict(make=layered(timm.optim.Lars, decay=0.0, lr=2.0, trust_coeff=0.01)),
    "lamb": dict(make=layered(timm.optim.Lamb, lr=0.05, max_grad_norm=None)),
    "lamb_plain": dict(make=layered(timm.optim.Lamb, decay=0.0, lr=0.05, max_grad_norm=None)),
    "staged_sgd": dict(make=staged(torch.optim.SGD, 0.1, 0.5, momentum=0.9)),
    "staged_adamw": dict(make=staged(torch.optim.AdamW, 0.01, 0.7), factors=FACTORS),
    "falling": dict(make=sgd(0.1, 0.9, False, 0.01), factors=FACTORS),
    "clip": dict(make=sgd(0.1, 0.9), clip=0.3),
    "accumulate": dict(make=sgd(0.1, 0.9, False, 0.05), accumulate=2),
    "ema": dict(make=sgd(0.1, 0.9), ema=0.3),
    "sharp": dict(make=sgd(0.1, 0.9, False, 0.05), sharpness=0.1),
    "bf16": dict(make=sgd(0.1), bf16=True),
    "frozen": dict(make=sgd(0.1, 0.9, False, 0.05), frozen=True),
}


def look_around(net, x, y, rho):
    """The gradient at w + rho g / |g| in place of g, as Foret et al. 2020 have it."""
    weights = list(net.parameters())
    before = [p.detach().clone() for p in weights]
    statistics = {name: t.clone() for name, t in net.named_buffers()}
    length = torch.cat([p.grad.flatten() for p in weights]).norm()
    with torch.no_grad():
        for p in weights:
            p += rho * p.grad / length
    net.zero_grad()
    (net(x) - y).square().mean().backward()
    with torch.no_grad():
        for p, was in zip(weights, before):
            p.copy_(was)
        for name, t in net.named_buffers():
            t.copy_(statistics[name])


def zeropower_in_float32(*args, **settings):
    """As on a processor; timm has bfloat16."""
    return ZEROPOWER(*args, **(settings | {"dtype": torch.float32}))


ZEROPOWER = timm.optim.muon.zeropower_via_newtonschulz
timm.optim.muon.zeropower_via_newtonschulz = zeropower_in_float32


def run(start, xs, ys, make, factors=None, clip=0.0, accumulate=1, ema=0.0, frozen=False, sharpness=0.0, bf16=False):
    net = Net()
    net.load_state_dict(start)
    net.train()
    if frozen:
        for module in (net.conv1, net.bn1):
            module.requires_grad_(False)
            module.eval()
    optimiser = make(net)
    rates = [group["lr"] for group in optimiser.param_groups]
    average = {name: t.clone() for name, t in net.state_dict().items()}
    updates = 0
    for step in range(STEPS):
        with torch.autocast("cpu", torch.bfloat16, enabled=bf16):
            answers = net(xs[step])
        loss = (answers.float() - ys[step]).square().mean() / accumulate
        loss.backward()
        if sharpness:
            look_around(net, xs[step], ys[step], sharpness)
        if (step + 1) % accumulate:
            continue
        if clip:
            torch.nn.utils.clip_grad_norm_(net.parameters(), clip)
        for group, rate in zip(optimiser.param_groups, rates):
            group["lr"] = rate * (factors[step] if factors else 1)
        optimiser.step()
        optimiser.zero_grad()
        updates += 1
        if ema:
            now = min(ema, (1 + updates) / (10 + updates))
            for name, t in net.state_dict().items():
                if t.is_floating_point():
                    average[name] = now * average[name] + (1 - now) * t
                else:
                    average[name] = t.clone()
    return average if ema else net.state_dict()


def optimisers():
    torch.manual_seed(7)
    start = Net().state_dict()
    xs = torch.randn(STEPS, 4, 3, 6, 5)
    ys = torch.randn(STEPS, 4, 3)
    tensors = {"xs": xs, "ys": ys}
    tensors |= {f"start.{name}": t.clone() for name, t in start.items()}
    for case, settings in CASES.items():
        end = run(start, xs, ys, **settings)
        tensors |= {f"{case}.{name}": t.detach().clone() for name, t in end.items()}
    save_file(tensors, OUT / "optimisers.safetensors")


def factors(steps, make):
    optimiser = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)
    schedule = make(optimiser)
    found = []
    for _ in range(steps):
        found.append(optimiser.param_groups[0]["lr"])
        optimiser.step()
        schedule.step()
    return found


def warm(optimiser):
    lr = torch.optim.lr_scheduler
    rise = lr.LinearLR(optimiser, start_factor=1e-9, total_iters=20)
    fall = lr.CosineAnnealingLR(optimiser, T_max=80)
    return lr.SequentialLR(optimiser, [rise, fall], milestones=[20])


def schedules():
    lr = torch.optim.lr_scheduler
    made = {
        "cosine": factors(101, lambda o: lr.CosineAnnealingLR(o, T_max=100, eta_min=0.05)),
        # torch counts the rise in steps: 31 of them end at step 30, progress 0.3
        "onecycle": factors(
            101,
            lambda o: lr.OneCycleLR(
                o, 1.0, total_steps=101, pct_start=31 / 101, div_factor=25, final_div_factor=1e4,
                cycle_momentum=False,
            ),
        ),
        "steps": factors(100, lambda o: lr.StepLR(o, step_size=25, gamma=0.1)),
        "warm": factors(101, warm),
    }
    with open(OUT / "schedules.txt", "w") as out:
        for name, found in made.items():
            for i in range(0, len(found), 5):
                print(name, i, repr(float(found[i])), file=out)


OUT.mkdir(parents=True, exist_ok=True)
optimisers()
schedules()
