/** What somebody did to one file of a project of revision 2. */
interface OwnEdit {
  readonly path: string;
  /** Replaced by `put`; without it the file is `put` from then on, whether it was there before or not. */
  readonly find?: RegExp;
  readonly put: string;
}

const OWN_MODEL = `"""Our network: two layers of our own."""

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from demo.metadata import Metadata


@dataclass
class ModelConfig:
    """Our sizes."""

    our_width: int = 17


class Model(nn.Module):
    """Our network."""

    def __init__(self, metadata: Metadata, config: ModelConfig) -> None:
        super().__init__()
        size = int(torch.tensor(metadata.input_shape).prod())
        self.ours = nn.Linear(size, config.our_width)
        self.last = nn.Linear(config.our_width, len(metadata.class_names))

    def features(self, inputs: Tensor) -> Tensor:
        """Compute our features."""
        return torch.tanh(self.ours(inputs.flatten(1)))

    def forward(self, inputs: Tensor) -> Tensor:
        """Compute logits."""
        return self.last(self.features(inputs))
`;

const OWN_README = `# Birds of the harbour

Our own report: what the model does, and for whom.

## How we work

We meet on Tuesdays, and nobody pushes to main on Fridays.
`;

const OWN_TEST = `from demo.birds import count_birds


def test_no_bird_is_counted_twice() -> None:
    assert count_birds(["gull", "gull"]) == 1
`;

const OWN_FUNCTION = `def drop_night_shots(names: list[str]) -> list[str]:
    """Leave out what the camera took at night."""
    return [name for name in names if "night" not in name]


`;

/** What every group does, whatever its project has. */
const EVERYWHERE: readonly OwnEdit[] = [
  { path: 'src/demo/model.py', put: OWN_MODEL },
  { path: 'src/demo/train.py', find: /( +)history = fit\(/, put: '$1print(f"our run has {len(data)} items")\n$1history = fit(' },
  { path: 'src/demo/dataset.py', find: /\n\n\ndef /, put: '\n\nOUR_SPLIT = "by camera"\n\n\ndef ' },
  { path: 'src/demo/evaluate.py', find: /$/, put: '\n# We report the median of three runs.\n' },
  { path: 'README.md', put: OWN_README },
  {
    path: 'pyproject.toml',
    find: /\ndependencies = \[\n/,
    put: '\ndependencies = [\n    "polars>=1.30", # our tables\n',
  },
  { path: 'pyproject.toml', find: /\nversion = "0\.1\.0"\n/, put: '\nversion = "0.4.2"\n' },
  { path: '.gitignore', find: /$/, put: '\n# our own notes\nscratch/\n' },
  { path: 'src/demo/data.py', find: /\n(?=main = )/, put: `\n${OWN_FUNCTION}` },
  { path: 'src/demo/birds.py', put: 'def count_birds(names: list[str]) -> int:\n    return len(set(names))\n' },
  { path: 'tests/test_birds.py', put: OWN_TEST },
  { path: 'notebooks/first_look.py', put: 'print("what is in the data?")\n' },
];

const IMAGES: readonly OwnEdit[] = [
  { path: 'src/demo/data.py', find: /^INPUT_SHAPE = .*$/m, put: 'INPUT_SHAPE = (3, 48, 64)  # what our camera gives' },
  { path: 'src/demo/images.py', find: /\.resize\(\(width, height\)\)/, put: '.resize((width, height), Image.Resampling.BOX)' },
];

const TABLE: readonly OwnEdit[] = [{ path: 'src/demo/data.py', find: /^COLUMNS = .*$/m, put: 'COLUMNS = ("wing", "beak", "weight")' }];

const PIPELINE: readonly OwnEdit[] = [
  {
    path: 'dvc.yaml',
    find: /\n {2}preprocess:\n/,
    put: '\n  clean:\n    cmd: python -m demo.birds\n    deps:\n      - src/demo/birds.py\n\n  preprocess:\n',
  },
  { path: 'configs/experiment/harbour.yaml', put: '# @package _global_\nepochs: 40\n' },
  { path: 'configs/config.yaml', find: /^epochs: 5$/m, put: 'epochs: 25' },
  { path: 'src/demo/api.py', find: /$/, put: '\n# Our phone app asks once a minute.\n' },
];

/** A project of revision 2 and what its people have done to it. */
export interface OwnProject {
  readonly tasks: string;
  readonly answers: Readonly<Record<string, string>>;
  readonly edits: readonly OwnEdit[];
  readonly deleted: string;
  /** The files in which an upgrade from revision 2 leaves a conflict: a figure that is to become no larger. */
  readonly conflicts: readonly string[];
}

const REWRITTEN = ['src/demo/model.py', 'src/demo/train.py'];

export const OWN_PROJECTS: Readonly<Record<string, OwnProject>> = {
  everything: {
    tasks: 'everything',
    answers: {},
    edits: [...EVERYWHERE, ...IMAGES, ...PIPELINE],
    deleted: 'docs/train.md',
    conflicts: ['src/demo/data.py', ...REWRITTEN],
  },
  'a table and no more than it needs': {
    tasks: 'minimal',
    answers: { data: 'table' },
    edits: [...EVERYWHERE, ...TABLE],
    deleted: 'src/demo/visualize.py',
    conflicts: REWRITTEN,
  },
  'the first week': {
    tasks: 'week1',
    answers: {},
    edits: [...EVERYWHERE, ...IMAGES],
    deleted: 'docs/train.md',
    conflicts: ['src/demo/data.py', ...REWRITTEN],
  },
};
