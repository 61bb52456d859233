"""Programs that take turns on one machine, so that other work on it falls on both."""

import json
import os
import platform
import subprocess
import sys
from pathlib import Path

HOME = Path(__file__).resolve().parents[4]
PYTHON = HOME / ".venv/bin/python"
LIB = "cli/target/fovea/lib"


class Side:
    """One of the programs: it waits on its stdin while another one works."""

    def __init__(self, name, command, environment):
        self.name = name
        self.process = subprocess.Popen(
            command, cwd=HOME, env=environment, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.about = self.read()
        self.rounds = []

    def read(self):
        line = self.process.stdout.readline()
        if not line:
            sys.exit(f"{self.name} ended with code {self.process.wait()}; see above")
        return json.loads(line)

    def ask(self, line):
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()
        return self.read()

    def peak_mb(self):
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) / 1024

    def end(self):
        self.process.stdin.close()
        self.process.wait()


def environment(spin):
    """Both sides alike. Spinning is what libgomp does when nobody says anything."""
    env = {k: v for k, v in os.environ.items() if k not in ("OMP_WAIT_POLICY", "GOMP_SPINCOUNT", "OPENBLAS_THREAD_TIMEOUT", "FOVEA_OPTS")}
    if spin:
        env["GOMP_SPINCOUNT"] = "300000"
        env["OPENBLAS_THREAD_TIMEOUT"] = "26"
    else:
        env["OMP_WAIT_POLICY"] = "passive"
    return env


def machine():
    cpu = platform.machine()
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            cpu = line.split(":")[1].strip()
            break
    return f"{cpu}, {len(os.sched_getaffinity(0))} cores, load {os.getloadavg()[0]:.1f} before"


def fovea(name, java, arguments, env, before=()):
    """Fovea by its own launcher with another main class: the same JDK, flags and environment. before: e.g. taskset."""
    subprocess.run(["./fovea", "--version"], cwd=HOME, check=True, stdout=subprocess.DEVNULL)  # builds if needed
    words = [str(argument) for argument in arguments]
    options = " ".join(["-cp", f"{LIB}/*", f"bench/src/main/java/dev/fovea/bench/{java}.java", *words])
    return Side(name, [*before, "./fovea"], env | {"FOVEA_OPTS": options})


def sides(name, java, python, arguments, env):
    """Fovea; PyTorch as it comes, and with network and pictures channels last."""
    if not PYTHON.exists():
        sys.exit(f"{name}: there is no .venv; make it with: python3 -m venv .venv"
                 " && .venv/bin/pip install torch torchvision safetensors")
    twin = [PYTHON, f"bench/src/main/python/{python}.py", *[str(argument) for argument in arguments]]
    return (fovea("Fovea", java, arguments, env),
            Side("PyTorch", twin, env), Side("PyTorch, channels last", [*twin, "channels_last"], env))


def drawn(folder, networks):
    """Writes NAME.onnx and NAME.safetensors of each network there; parameters and multiply-adds of each."""
    side = fovea("Fovea", "AnswerModel", [folder, ",".join(networks)], environment(False))
    about = [side.about, *[side.read() for _ in networks[1:]]]
    side.end()
    return about


def onnxruntime_jar():
    """Its version, by the parent pom."""
    return (HOME / "pom.xml").read_text().split("<onnxruntime.version>")[1].split("<")[0]


def libtorch():
    return min((jar.stem for jar in (HOME / LIB).glob("pytorch-*.jar")), key=len).split("-")[1]
