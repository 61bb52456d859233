"""Writes events.golden as TensorBoard's own writer does, for EventFileTest; or prints an event file.

Run: python project/src/test/python/event_golden.py              (pip install tensorboard)
     python project/src/test/python/event_golden.py FOLDER       what TensorBoard reads there
"""

import pathlib
import sys

from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from tensorboard.compat.proto.event_pb2 import Event
from tensorboard.compat.proto.summary_pb2 import Summary
from tensorboard.summary.writer.record_writer import RecordWriter

OUT = pathlib.Path(__file__).parent.parent / "resources/dev/fovea/project/report/events.golden"


def write():
    with open(OUT, "wb") as file:
        records = RecordWriter(file)
        records.write(Event(wall_time=1700000000.5, step=0, file_version="brain.Event:2").SerializeToString())
        for step, values in ((1, {"loss/train": 2.25}), (300, {"loss/train": 1.5, "val/größe": 0.1}), (10**10, {"lr": -1e-5})):
            summary = Summary(value=[Summary.Value(tag=t, simple_value=v) for t, v in values.items()])
            records.write(Event(wall_time=1700000000.5, step=step, summary=summary).SerializeToString())
        records.flush()


def show(folder):
    events = EventAccumulator(folder).Reload()
    for tag in events.Tags()["scalars"]:
        print(tag, [(e.step, e.value) for e in events.Scalars(tag)])


show(sys.argv[1]) if len(sys.argv) > 1 else write()
