import type { Files } from './pack_folder.js';

/** A repository of somebody's that no generator of ours made, and what is to be seen in it. */
export interface Layout {
  readonly year: string;
  readonly files: Files;
  readonly met: readonly string[];
}

const MODEL = `import torch
from torch import nn


class Net(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.layers = nn.Sequential(nn.Flatten(), nn.Linear(784, 10))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.layers(x)
`;
const TRAIN = `import logging

import torch
from torch.utils.data import DataLoader

from model import Net

logging.basicConfig(level=logging.INFO)
log = logging.getLogger(__name__)


def train(epochs: int) -> None:
    model = Net()
    optimizer = torch.optim.Adam(model.parameters())
    for images, labels in DataLoader(torch.load("data/processed/train.pt"), batch_size=32, num_workers=4):
        loss = torch.nn.functional.cross_entropy(model(images), labels)
        loss.backward()
        optimizer.step()
    log.info("trained")
`;

/** The course's template of January 2026 a few days after the start: stubs where nobody has written yet, and its generated steps. */
const courseTemplate: Layout = {
  year: '2026',
  files: {
    'README.md': '# rice\n\nClassify grains of rice.\n\n## Project description\n\nTo come.\n',
    '.gitignore': '__pycache__/\n.venv/\nprofile_default/\n.coverage\nwandb/\n',
    'pyproject.toml':
      '[build-system]\nrequires = ["setuptools"]\n[project]\nname = "rice"\nrequires-python = ">=3.12"\n' +
      'dependencies = [\n  "torch>=2.6.0",\n  "hydra-core>=1.3.2",\n  "evidently>=0.6",\n  "locust",\n  "typer",\n]\n' +
      '[dependency-groups]\ndev = ["coverage>=7", "pytest>=8", "ruff>=0.11", "pre-commit>=4"]\n' +
      '[tool.ruff]\nline-length = 120\nlint.select = ["I", "N", "E", "W"]\n',
    'tasks.py':
      'from invoke import Context, task\n\n\n@task\ndef test(ctx: Context) -> None:\n    """Run tests."""\n' +
      '    ctx.run("uv run coverage run -m pytest tests/")\n    ctx.run("uv run coverage report -m -i")\n\n\n' +
      '@task\ndef docker_build(ctx: Context) -> None:\n    ctx.run("docker build -t train:latest . -f dockerfiles/train.dockerfile")\n',
    'src/rice/__init__.py': '',
    'src/rice/data.py':
      'from pathlib import Path\n\nimport typer\nfrom torch.utils.data import Dataset\n\n\nclass MyDataset(Dataset):\n' +
      '    """My custom dataset."""\n\n    def __init__(self, data_path: Path) -> None:\n        self.data_path = data_path\n\n' +
      '    def __len__(self) -> int:\n        """Return the length of the dataset."""\n\n' +
      'def preprocess(data_path: Path, output_folder: Path) -> None:\n    print("Preprocessing data...")\n\n\n' +
      'if __name__ == "__main__":\n    typer.run(preprocess)\n',
    'src/rice/model.py': MODEL,
    'src/rice/train.py': 'from rice.model import Net\n\n\ndef train():\n    model = Net()\n    # add rest of your training code here\n',
    'src/rice/api.py': '',
    'src/rice/evaluate.py': '',
    'tests/__init__.py': '',
    'tests/test_data.py':
      'from rice.data import MyDataset\n\n\ndef test_my_dataset():\n    """Test the MyDataset class."""\n    assert MyDataset("data/raw")\n',
    'tests/test_model.py': '',
    'tests/test_api.py': '',
    '.github/workflows/tests.yaml':
      'name: Unit Tests\non: {push: {branches: [main]}}\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n' +
      '      - uses: actions/checkout@v5\n      - run: uv run coverage run --source=src -m pytest tests/\n      - run: uv run coverage report -m\n',
    'dockerfiles/train.dockerfile':
      'FROM ghcr.io/astral-sh/uv:python3.12-bookworm AS base\nCOPY src src/\nRUN uv sync\nENTRYPOINT ["uv", "run", "src/rice/train.py"]\n',
    'dockerfiles/api.dockerfile': '',
    'configs/.gitkeep': '',
    'experiments/2026-01-14/.hydra/config.yaml': 'epochs: 10\nseed: 1\ndefaults:\n  - model\n',
    'docs/mkdocs.yaml': 'site_name: rice\nnav:\n  - Home: index.md\n',
    'docs/source/index.md': '# rice\n\nWelcome.\n',
    'reports/README.md': '# Report\n\n> Answer:\n\nWe used evidently for data drift and DistributedDataParallel on two GPUs.\n',
    'cloudbuild.yaml':
      'steps:\n  - name: gcr.io/cloud-builders/docker\n    args: [build, -t, europe-docker.pkg.dev/rice/registry/train, .]\n',
  },
  met: [
    'git-repository',
    'environment',
    'project-structure',
    'dependency-files',
    'code-style',
    'cli-and-project-commands',
    'dockerfiles',
    'data-tests',
    'ci-tests',
    'image-build-trigger',
  ],
};

/** A group of January 2024: everything flat, a front end of its own, data below data/, PyTorch Lightning by its old name. */
const flat: Layout = {
  year: '2024',
  files: {
    'README.md': '# Signs\n\nTraffic signs.\n\nWho: us.\n',
    '.gitignore': '__pycache__\n/data/raw\n*.pt\n',
    'requirements.txt': 'torch==2.1.2\npytorch-lightning==2.1\nfastapi\nhydra-core==1.3\n',
    'pyproject.toml': '[project]\nname = "signs"\nrequires-python = ">=3.9"\n[tool.ruff]\nselect = ["E", "F"]\n',
    Makefile: '.PHONY: train\ntrain:\n\tpython signs/train_model.py\n',
    'signs/__init__.py': '',
    'signs/data/make_dataset.py':
      'import torch\n\n\ndef make(raw):\n    images = torch.stack(raw)\n    torch.save(images, "data/processed/train.pt")\n',
    'signs/models/model.py':
      'import pytorch_lightning as pl\nimport torch\n\n\nclass Signs(pl.LightningModule):\n    def __init__(self):\n        super().__init__()\n' +
      '        self.net = torch.nn.Linear(10, 2)\n\n    def forward(self, x):\n        return self.net(x)\n',
    'signs/train_model.py':
      'import pytorch_lightning as pl\nimport wandb\nfrom models.model import Signs\n\nwandb.init(project="signs")\n' +
      'pl.Trainer(max_epochs=3, profiler="simple").fit(Signs())\n',
    'backend.py':
      'from fastapi import FastAPI\nfrom prometheus_fastapi_instrumentator import Instrumentator\n\nCLASSES = ["stop", "snow drift"]\napp = FastAPI()\nInstrumentator().instrument(app).expose(app)\n\n\n' +
      '@app.post("/predict")\ndef predict(image: list[float]) -> int:\n    return 1\n',
    Dockerfile: 'FROM python:3.9-slim\nCOPY backend.py .\nCMD exec uvicorn backend:app --port $PORT\n',
    'data/.dvc/config': '[core]\n    remote = bucket\n[\'remote "bucket"\']\n    url = gs://signs-data\n',
    'data/raw.dvc': 'outs:\n- md5: 3a\n  path: raw\n',
    'data/labels.csv': 'id,class\n1,drift warning\n',
    'config/config.yaml': 'lr: 0.001\nepochs: 5\n',
    'tests/test_data.py':
      'import torch\n\n\ndef test_shape():\n    images = torch.load("data/processed/train.pt")\n    assert images.shape[1] == 3\n',
  },
  met: [
    'git-repository',
    'environment',
    'project-structure',
    'data-module',
    'model-and-training',
    'dependency-files',
    'code-style',
    'data-version-control',
    'dockerfiles',
    'experiment-configs',
    'profiling',
    'wandb',
    'lightning',
    'data-tests',
    'gcp-bucket-remote',
    'fastapi-inference',
    'telemetry-monitoring',
  ],
};

/** A plain package of somebody who has never heard of the course. */
const plain: Layout = {
  year: '2026',
  files: {
    'README.md': '# net\n\nA network.\n\nInstall it with pip.\n',
    '.gitignore': '*.pyc\nbuild\ndist\n',
    'setup.py': 'from setuptools import setup\n\nsetup(name="net", python_requires=">=3.9", install_requires=["torch"])\n',
    'requirements-dev.txt': 'pytest\nblack\n',
    'requirements.txt': 'torch\nstreamlit\n',
    'net/__init__.py': 'from net.model import Net\n',
    'net/model.py': MODEL,
    'net/train.py': TRAIN,
    'api/main.py':
      'from fastapi import FastAPI\n\nCLASSES = ["drift ice", "drift wood"]\napp = FastAPI()\n\n\n@app.get("/")\ndef hello():\n    return CLASSES\n',
    'app/main.py': 'import streamlit as st\n\nst.title("Net")\nupload = st.file_uploader("A picture")\n',
    'tests/test_model.py':
      'import torch\nfrom net import Net\n\n\ndef test_forward():\n    assert Net()(torch.rand(2, 28, 28)).shape == (2, 10)\n',
    'tox.ini': '[tox]\nenvlist = py\n[flake8]\nmax-line-length = 100\n',
    '.gitlab-ci.yml': 'test:\n  script:\n    - pytest\n',
  },
  met: [
    'git-repository',
    'environment',
    'project-structure',
    'data-module',
    'model-and-training',
    'dependency-files',
    'code-style',
    'logging',
    'model-and-training-tests',
    'ci-tests',
    'frontend',
    'parallel-data-loading',
  ],
};

/** By what they are called in a test. */
export const LAYOUTS: Readonly<Record<string, Layout>> = {
  "the course's template, a few days old": courseTemplate,
  'a flat project of 2024': flat,
  'a plain package': plain,
};
