"""Trains under the real MLflow server and reads everything back with MLflow's own client.

    .venv/bin/python mlflow/src/test/python/mlflow_check.py [WORK_FOLDER]

Needs `pip install mlflow` beside this clone's build. Starts `mlflow server` on 127.0.0.1 with a
SQLite file below the work folder (a new temporary one by default), then
  1. trains a run, which must be there with the numbers of log.csv and metrics.json to the last bit
     and its files byte for byte,
  2. stops it (Ctrl-C) halfway first, so that the resumed half lands in the same MLflow run,
  3. trains a search, whose trials must be nested in one run,
  4. trains while the server is down, then resumes: all must be there as well.
Exit code 1 and the difference where something differs.
"""

import csv
import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

import mlflow
from mlflow.tracking import MlflowClient

HOME = pathlib.Path(__file__).resolve().parents[4]
FOVEA = str(HOME / "fovea")
BOX = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else tempfile.mkdtemp())
SKIPPED = {"epoch", "step", "lr", "images_per_second", "wait_share", "seconds"}


def port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def serve(number):
    server = subprocess.Popen(
        [sys.executable, "-m", "mlflow", "server", "--host", "127.0.0.1", "--port", str(number),
         "--backend-store-uri", f"sqlite:///{BOX}/mlflow.db", "--workers", "1",
         "--artifacts-destination", str(BOX / "artifacts")],
        stdout=open(BOX / "server.log", "a"), stderr=subprocess.STDOUT, start_new_session=True)
    for _ in range(240):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{number}/health", timeout=2)
            return server
        except OSError:
            time.sleep(0.5)
    raise SystemExit("mlflow server did not start; see " + str(BOX / "server.log"))


def stop(server):
    os.killpg(server.pid, signal.SIGTERM)
    server.wait()


def fovea(*words):
    done = subprocess.run([FOVEA, *words], capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"fovea {' '.join(words)} ended with {done.returncode}: {done.stderr}")
    return done.stderr


def train(out, address, *more):
    return ["train", "classify", "--data", str(BOX / "data"), "--out", str(out), "--model", "small",
            "--batch", "32", "--set", f"log.mlflow={address}", *more]


def same(what, ours, theirs):
    if ours != theirs:
        raise SystemExit(f"{what}: {ours} here, {theirs} on the server")


def check(client, folder, name, status="FINISHED"):
    experiment = client.get_experiment_by_name("fovea").experiment_id
    runs = client.search_runs([experiment], f"attributes.run_name = '{name}'")
    same(name + ": runs of that name", 1, len(runs))
    run = runs[0]
    same(name + ": status", status, run.info.status)
    told = 0
    with open(folder / "log.csv") as file:
        rows = list(csv.DictReader(file))
    for column in rows[0]:
        if column in SKIPPED:
            continue
        history = {m.step: m.value for m in client.get_metric_history(run.info.run_id, column)}
        for row in rows:
            if row[column]:
                same(f"{name}: {column}", float(row[column]), history[int(row["epoch"])])
                told += 1
        same(f"{name}: {column}, values", len([r for r in rows if r[column]]), len(history))
    if status == "FINISHED":
        for key, value in json.load(open(folder / "metrics.json")).items():
            same(f"{name}: {key}", value, run.data.metrics[key])
            told += 1
        files = {file.path for file in client.list_artifacts(run.info.run_id)}
        for file in ("best.safetensors", "report.html", "metrics.json", "log.csv", "recipe.yaml",
                     "loss.png", "confusion.png"):
            same(f"{name}: has {file}", True, file in files)
            copy = client.download_artifacts(run.info.run_id, file, str(BOX / "down"))
            same(f"{name}: {file}", (folder / file).read_bytes(), open(copy, "rb").read())
    print(f"{name}: {status}, {told} numbers and {len(run.data.params)} parameters as here")
    return run


def main():
    (BOX / "down").mkdir(parents=True, exist_ok=True)
    fovea("data", "draw", "--out", str(BOX / "data"), "--count", "840", "--size", "28")
    number = port()
    address = f"http://127.0.0.1:{number}"
    server = serve(number)
    try:
        mlflow.set_tracking_uri(address)
        client = MlflowClient(address)

        half = subprocess.Popen([FOVEA, *train(BOX / "run", address, "--epochs", "6")],
                                stderr=subprocess.PIPE, text=True)
        for line in half.stderr:
            if line.startswith("epoch 2/"):
                half.send_signal(signal.SIGINT)
        half.wait()
        same("the exit code of Ctrl-C", 130, half.returncode)
        check(client, BOX / "run", "run", "KILLED")
        fovea("train", "--resume", str(BOX / "run"))
        run = check(client, BOX / "run", "run")
        same("run: train.epochs", "6", run.data.params["train.epochs"])

        fovea(*train(BOX / "search", address, "--epochs", "3", "--tune", "4"))
        parent = client.search_runs(
            [run.info.experiment_id], "attributes.run_name = 'search'")[0]
        children = client.search_runs(
            [run.info.experiment_id], f"tags.`mlflow.parentRunId` = '{parent.info.run_id}'")
        same("search: nested runs", 4, len(children))
        for child in children:
            name = child.info.run_name
            finished = (BOX / "search" / name / "metrics.json").exists()
            check(client, BOX / "search" / name, name, "FINISHED" if finished else "KILLED")
        same("search: status", "FINISHED", parent.info.status)
        for key, value in json.load(open(BOX / "search" / "metrics.json")).items():
            same(f"search: {key}", value, parent.data.metrics[key])

        stop(server)
        said = fovea(*train(BOX / "down-run", address, "--epochs", "2"))
        same("warnings while the server is down", 1, said.count("Warning: MLflow at"))
        server = serve(number)
        fovea("train", "--resume", str(BOX / "down-run"))
        check(client, BOX / "down-run", "down-run")
    finally:
        stop(server)
    print("MLflow", mlflow.__version__, "has all that the folders have")


if __name__ == "__main__":
    main()
