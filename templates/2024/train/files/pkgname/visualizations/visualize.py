"""Plot what a model has learned: ``make visualize``.

The features before the last layer of each test image, in two dimensions: images that the model sees as similar are close
to each other.
"""

from pathlib import Path

import click
import torch
from torch import Tensor

from pkgname.data.splits import load_split
from pkgname.models.checkpoint import load_model
from pkgname.models.model import Model
from pkgname.runtime import (
    MODEL_PATH,
    PROCESSED_DIR,
    REPORTS_DIR,
    plain_errors,
)

FIGURE = REPORTS_DIR / "figures" / "embeddings.png"
MAX_IMAGES = 2000  # t-SNE takes minutes for more, and the plot gets crowded


def compute_features(model: Model, images: Tensor) -> Tensor:
    """Compute what the last layer gets, ``(N, F)``, of images ``(N, C, H, W)``."""
    seen: list[Tensor] = []
    hook = model.head.register_forward_pre_hook(lambda _, arguments: seen.append(arguments[0]))
    with torch.inference_mode():
        model(images)
    hook.remove()
    return seen[0].flatten(1)


def project(features: Tensor) -> Tensor:
    """Project ``(N, F)`` features to ``(N, 2)`` with t-SNE, which keeps neighbours close."""
    from sklearn.manifold import TSNE  # imported here, because the import takes seconds

    # The perplexity, roughly the number of neighbours, has to be smaller than the number of images.
    perplexity = min(30.0, (len(features) - 1) / 3)
    return torch.from_numpy(TSNE(perplexity=perplexity, init="pca", random_state=0).fit_transform(features.numpy()))


def plot(points: Tensor, labels: Tensor, classes: tuple[str, ...], path: Path) -> None:
    """Save a scatter plot of ``(N, 2)`` points, coloured by class."""
    from matplotlib.figure import Figure  # not pyplot, which looks for a display that a server does not have

    figure = Figure(figsize=(8, 6), layout="constrained")
    axes = figure.subplots()
    for index, name in enumerate(classes):
        members = points[labels == index]
        axes.scatter(members[:, 0], members[:, 1], s=12, label=name)
    axes.set(title="Features before the last layer (t-SNE)", xticks=[], yticks=[])
    axes.legend(title="class", loc="center left", bbox_to_anchor=(1, 0.5))
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path)


@click.command()
@click.option("--model", "model_path", type=Path, default=MODEL_PATH, show_default=True, help="The trained model.")
@click.option("--processed-dir", type=Path, default=PROCESSED_DIR, show_default=True, help="Where the test split is.")
@click.option("--figure", type=Path, default=FIGURE, show_default=True, help="Where the figure is written.")
def main(model_path: Path, processed_dir: Path, figure: Path) -> None:
    """Plot the features before the last layer, coloured by class."""
    with plain_errors():
        model = load_model(model_path)
        split = load_split(processed_dir, "test")
        features = compute_features(model, split.images[:MAX_IMAGES])
        plot(project(features), split.labels[:MAX_IMAGES], split.classes, figure)
    click.echo(f"the figure is in {figure}")


if __name__ == "__main__":
    main()
