"""Trains in the processes that torchrun started, each with a folder of its own, and tells the weights of each.

    torchrun ... two_processes.py <package> <folder> <processed_dir>
"""

import json
import sys
from hashlib import sha256
from importlib import import_module
from pathlib import Path

package, folder, processed_dir = sys.argv[1:]
config_module, processes_module, together = (
    import_module(f"{package}.{name}") for name in ("config", "scale.processes", "scale.together")
)
processes = processes_module.Processes.join()
own = Path(folder, f"of-{processes.rank}")
config = config_module.TrainConfig(
    epochs=2, device="cpu", processed_dir=processed_dir, model_path=str(own / "model.pth"), reports_dir=str(own)
)
run = together.prepare(config, processes)


def identify(batches):
    """Return each item as the model gets it, by its bytes."""
    return [sha256(row.numpy().tobytes()).hexdigest() for inputs, _ in batches for row in inputs]


items = identify(run.loaders[0])
dataset = run.loaders[0].loader.dataset
rows, targets = dataset.__getitems__(range(len(dataset)))
expected = identify([(run.metadata.normalise(rows), targets)])
history = together.train_together(run, config, processes)
weights = sha256(b"".join(tensor.numpy().tobytes() for tensor in run.model.state_dict().values())).hexdigest()
losses = [metrics.train["loss"] for metrics in history]
told = {"weights": weights, "items": items, "expected": expected, "losses": losses, "wrote": own.exists()}
Path(folder, f"told-{processes.rank}.json").write_text(json.dumps(told), encoding="utf-8")
