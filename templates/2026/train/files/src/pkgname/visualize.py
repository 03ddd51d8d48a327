"""What the model has learned, as a picture: the features before its last layer, drawn in two dimensions."""

from pathlib import Path
from typing import Annotated

import torch
import typer
from torch import Tensor

from pkgname.checkpoint import load_checkpoint
from pkgname.dataset import PROCESSED_DIR, load_split
from pkgname.errors import plain_errors
from pkgname.weights import locate_weights, model_uri

FIGURE = Path("reports/figures/embeddings.png")


def visualize(weights: Path, processed_dir: Path, figure: Path) -> None:
    """Draw the test items by the features that the model sees in them."""
    checkpoint = load_checkpoint(weights)
    inputs, targets = load_split(processed_dir, "test").tensors  # (N, *input_shape), (N,)
    with torch.inference_mode():
        features = checkpoint.model.features(inputs)  # (N, hidden_size)
    draw(project(features), targets, checkpoint.metadata.class_names, figure)


def project(features: Tensor) -> Tensor:
    """Bring ``(N, F)`` features to ``(N, 2)`` so that neighbours stay neighbours."""
    from sklearn.manifold import TSNE  # here, because the import takes seconds

    # The perplexity, the number of neighbours looked at, has to be smaller than the number of items.
    perplexity = min(30.0, (len(features) - 1) / 3)
    return torch.from_numpy(TSNE(perplexity=perplexity, init="pca", random_state=0).fit_transform(features.numpy()))


def draw(points: Tensor, targets: Tensor, class_names: tuple[str, ...], path: Path) -> None:
    """Save ``(N, 2)`` points, coloured by class, as a figure."""
    from matplotlib.figure import Figure  # not pyplot: that one looks for a screen, which a server has not

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
    weights: Annotated[str, typer.Option(help="Address of the weights.  [default: MODEL_URI]")] = "",
    processed_dir: Annotated[Path, typer.Option(help="The processed data.")] = PROCESSED_DIR,
    figure: Annotated[Path, typer.Option(help="Where the figure goes.")] = FIGURE,
) -> None:
    """Draw the features before the last layer of trained weights."""
    with plain_errors():
        visualize(locate_weights(weights or model_uri()), processed_dir, figure)
    print(f"the figure is in {figure}")


def main() -> None:
    """Run as a command."""
    typer.run(run)


if __name__ == "__main__":
    main()
