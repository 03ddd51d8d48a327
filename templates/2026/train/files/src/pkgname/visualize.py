"""Plot what a model has learned: ``python -m pkgname.visualize``.

The features before the last layer of each test item, in two dimensions: items that the model sees as similar are close
to each other.
"""

from pathlib import Path
from typing import Annotated

import torch
import typer
from torch import Tensor, nn

from pkgname.checkpoint import (
    load_checkpoint,
    locate_weights,
    model_uri,
)
from pkgname.runtime import PROCESSED_DIR, plain_errors
from pkgname.splits import Batches, load_split

FIGURE = Path("reports/figures/embeddings.png")
MAX_ITEMS = 2000  # t-SNE takes minutes for more, and the plot gets crowded


def visualize(weights: Path, processed_dir: Path, figure: Path) -> None:
    """Plot the features of the test items, at most ``MAX_ITEMS`` of them."""
    checkpoint = load_checkpoint(weights)
    data = load_split(processed_dir, "test")
    checkpoint.require_same_data(data.metadata, processed_dir)
    count = min(len(data), MAX_ITEMS)
    chosen = torch.randperm(len(data), generator=torch.Generator().manual_seed(0))[:count].tolist()
    loader = Batches(data, checkpoint.metadata, batch_size=256, sampler=chosen)
    features = torch.cat([compute_features(checkpoint.model, inputs) for inputs, _ in loader])
    plot(project(features), data.targets[chosen], checkpoint.metadata.class_names, figure)


def compute_features(model: nn.Module, inputs: Tensor) -> Tensor:
    """Compute what the last linear layer of any model gets, ``(B, F)``; the logits if it has no such layer."""
    seen: list[Tensor] = []
    layers = [layer for layer in model.modules() if isinstance(layer, nn.Linear)]
    hooks = [layer.register_forward_pre_hook(lambda _, arguments: seen.append(arguments[0])) for layer in layers]
    with torch.inference_mode():
        logits: Tensor = model(inputs)
    for hook in hooks:
        hook.remove()
    return (seen[-1] if seen else logits).flatten(1)


def project(features: Tensor) -> Tensor:
    """Project ``(N, F)`` features to ``(N, 2)`` with t-SNE, which keeps neighbours close."""
    from sklearn.manifold import TSNE  # imported here, because the import takes seconds

    # The perplexity, roughly the number of neighbours, has to be smaller than the number of items.
    perplexity = min(30.0, (len(features) - 1) / 3)
    return torch.from_numpy(TSNE(perplexity=perplexity, init="pca", random_state=0).fit_transform(features.numpy()))


def plot(points: Tensor, targets: Tensor, class_names: tuple[str, ...], path: Path) -> None:
    """Save a scatter plot of ``(N, 2)`` points, coloured by class."""
    from matplotlib.figure import Figure  # not pyplot, which looks for a display that a server does not have

    figure = Figure(figsize=(8, 6), layout="constrained")
    axes = figure.subplots()
    for index, name in enumerate(class_names):
        members = points[targets == index]
        axes.scatter(members[:, 0], members[:, 1], s=12, label=name)
    axes.set(title="Features before the last layer (t-SNE)", xticks=[], yticks=[])
    axes.legend(title="class", loc="center left", bbox_to_anchor=(1, 0.5))
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path)


def run(
    weights: Annotated[str, typer.Option(help="URI of the weights.  [default: MODEL_URI]")] = "",
    processed_dir: Annotated[Path, typer.Option(help="The folder of the processed data.")] = PROCESSED_DIR,
    figure: Annotated[Path, typer.Option(help="Where the figure is written.")] = FIGURE,
) -> None:
    """Plot the features before the last layer, coloured by class."""
    with plain_errors():
        visualize(locate_weights(weights or model_uri()), processed_dir, figure)
    print(f"the figure is in {figure}")


def main() -> None:
    """Run as a command."""
    typer.run(run)


if __name__ == "__main__":
    main()
