import { editLines, editList, type Habit, insertAt, type Scene } from './habit.js';

/** Lists of packages, and the other tables of `pyproject.toml`. */
export const PACKAGE_HABITS: readonly Habit[] = [
  { files: /^pyproject\.toml$/, odds: 0.95, edit: addPackages },
  { files: /^pyproject\.toml$/, odds: 0.5, edit: (text, scene) => editList(text, DEPENDENCIES, END, (lines) => sortIn(lines, scene)) },
  { files: /^pyproject\.toml$/, odds: 0.15, edit: (text) => editList(text, DEPENDENCIES, END, sortAll) },
  { files: /^pyproject\.toml$/, odds: 0.6, edit: bumpPins },
  { files: /^pyproject\.toml$/, odds: 0.5, edit: addToGroups },
  { files: /^pyproject\.toml$/, odds: 0.5, edit: replaceIndex },
  { files: /^pyproject\.toml$/, odds: 0.5, edit: changeRules, breaks: true },
  { files: /^pyproject\.toml$/, odds: 0.5, edit: appendTable },
  { files: /^pyproject\.toml$/, odds: 0.3, edit: (text) => insertAt(text, /^data = /, ['leaves-report = "leaves.report:main"'], 'after') },
  { files: /^requirements(_dev)?\.txt$/, odds: 0.6, edit: appendRequirements },
  { files: /^requirements(_dev)?\.txt$/, odds: 0.5, edit: bumpRequirement },
];

const DEPENDENCIES = /^dependencies = \[/;
const END = /^\]/;

/** What groups add by themselves; some of it is what a stage brings later. */
const PACKAGES = [
  'albumentations',
  'datasets',
  'evidently',
  'fastapi',
  'gcsfs',
  'google-cloud-storage',
  'hydra-core',
  'kagglehub',
  'lightning',
  'loguru',
  'omegaconf',
  'opencv-python',
  'pandas',
  'prometheus-client',
  'pytest-cov',
  'python-dotenv',
  'rich',
  'seaborn',
  'streamlit',
  'timm',
  'torchvision',
  'tqdm',
  'transformers',
  'uvicorn',
  'wandb',
];

function drawPackages({ chance }: Scene, most: number): string[] {
  return chance.some(PACKAGES, chance.between(1, most));
}

/** As `uv add` writes them where the list is not sorted: at its end. */
function addPackages(text: string, scene: Scene): string {
  const added = drawPackages(scene, 6).filter((name) => !text.includes(`"${name}`));
  return editList(text, DEPENDENCIES, END, (lines) => [...lines, ...added.map((name) => entry(name, scene))]);
}

function entry(name: string, { chance }: Scene): string {
  const comma = chance.happens(0.95) ? '' : '  # for the report';
  return `    "${name}>=${chance.between(0, 4)}.${chance.between(0, 20)}.${chance.between(0, 9)}",${comma}`;
}

/** Each before the first name that comes after it. */
function sortIn(lines: readonly string[], scene: Scene): readonly string[] {
  return drawPackages(scene, 4).reduce((list: readonly string[], name) => {
    if (list.some((line) => line.includes(`"${name}`))) return list;
    const at = list.findIndex((line) => line.trim().startsWith('"') && line.trim() > `"${name}`);
    return list.toSpliced(at < 0 ? list.length : at, 0, entry(name, scene));
  }, lines);
}

function sortAll(lines: readonly string[]): readonly string[] {
  return lines.filter((line) => line.trim().startsWith('"')).toSorted();
}

/** What a bot does: the lowest version goes up, or a range becomes one version. */
function bumpPins(text: string, { chance }: Scene): string {
  return text.replaceAll(/"([a-z][\w-]*)>=([\d.]+),<[\d.]+"/g, (whole, name: string, version: string) => {
    if (!chance.happens(0.2)) return whole;
    return chance.happens(0.5) ? `"${name}==${version}"` : `"${name}>=${version}.1"`;
  });
}

/** `uv add --dev` makes a group at the end of its table, `uv add --group` adds to one that is there. */
function addToGroups(text: string, scene: Scene): string {
  const added = drawPackages(scene, 3).map((name) => entry(name, scene));
  if (scene.chance.happens(0.5)) {
    const groups = [...text.matchAll(/^(?!dependencies|training)([a-z-]+) = \[$/gm)].map(([, name]) => name);
    const group = scene.chance.pick(groups.length > 0 ? groups : ['dependencies']);
    return editList(text, new RegExp(`^${group} = \\[$`), END, (lines) => [...lines, ...added.filter((line) => !isIn(lines, line))]);
  }
  return insertAt(text, /^\[tool\.(coverage|ruff)\b/, ['dev = [', ...added, ']', ''], 'before').replace(/\n\ndev = /, '\ndev = ');
}

function isIn(lines: readonly string[], line: string): boolean {
  const name = /"([\w-]+)/.exec(line)?.[0] ?? line;
  return lines.some((other) => other.includes(name));
}

function replaceIndex(text: string, { chance }: Scene): string {
  const address = `https://download.pytorch.org/whl/${chance.pick(['cu121', 'cu124', 'cu128'])}`;
  if (text.includes('download.pytorch.org')) return text.replace(/https:\/\/download\.pytorch\.org\/whl\/\w+/, address);
  const index = ['[[tool.uv.index]]', 'name = "pytorch-cuda"', `url = "${address}"`, 'explicit = true', ''];
  return insertAt(text, /^\[tool\.ruff\]/, index, 'before');
}

function changeRules(text: string, { chance }: Scene): string {
  const wide = text.replace(/^line-length = \d+/m, `line-length = ${chance.pick([88, 100, 120])}`);
  if (/^select = \[/m.test(wide)) return insertAt(wide, /^ignore = \[/, ['    "D103", # short functions speak for themselves'], 'after');
  const rules = ['', '[tool.ruff.lint]', 'select = ["E", "F", "I"]'];
  return chance.happens(0.1) ? insertAt(wide, /^target-version/, rules, 'after') : wide;
}

const TABLES = [
  ['[tool.codespell]', 'skip = "*.csv"'],
  ['[tool.ruff.format]', 'quote-style = "double"'],
  ['[tool.leaves]', 'classes = 12', 'bucket = "leaves-data"'],
  ['[tool.isort]', 'profile = "black"'],
];

function appendTable(text: string, { chance }: Scene): string {
  return `${text}\n${chance.pick(TABLES).join('\n')}\n`;
}

function appendRequirements(text: string, scene: Scene): string {
  const { chance } = scene;
  const added = chance.some(PACKAGES, chance.between(3, 20)).filter((name) => !text.includes(`\n${name}=`));
  const pin = (): string => (chance.happens(0.5) ? '' : `==${chance.between(0, 4)}.${chance.between(0, 20)}`);
  return text + added.map((name) => `${name}${pin()}\n`).join('');
}

function bumpRequirement(text: string, { chance }: Scene): string {
  return editLines(text, (lines) => lines.map((line) => (/==/.test(line) && chance.happens(0.2) ? `${line}.1` : line)));
}
