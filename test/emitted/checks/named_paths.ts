import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Check } from '../check.js';
import { has, type Project } from '../emission.js';
import { CheckFailure, succeed } from '../process.js';

/** What looks like a path and is none, and what only people's own commands make. */
const NOT_HERE = new Set([
  'application/json', // a type of content
  'linux/amd64', // a platform
  'origin/main', // a branch
  'item.json', // what a reader of docs/api.md writes
  'weights_shelf.py', // an example of a module of one's own
  '.venv', // here the environment lies elsewhere
  '.venv/bin/activate',
  '.venv/bin/python',
  'reports/figures/overview.png', // drawn by the diagram
  'figures/overview.png',
  'reports/metrics.json', // what a training, an evaluation and the report of the data write
  'reports/evaluation.json',
  'reports/data_statistics.md',
  'data_statistics.md',
  'model.pth', // the name of the weights in an artifact of Weights & Biases, and where they are downloaded to
  '.cache/wandb',
  'tools.txt', // made and removed by one step of a workflow
  'uv.lock', // made by uv
  'dvc.lock', // made by dvc, in a clone here
  '.dvc/config.local',
  'models/model.onnx', // made by an export
  'reports/onnx.md',
  'reports/load', // made by a load test
  'reports/load/load.html',
  'reports/load/load', // the beginning of the names of what a load test writes
  'data/raw.dvc',
  'models/drift_reference.json', // made by the commands of the monitoring
  'reports/drift',
  'verdict.json',
  'reports/robustness.json',
  'reports/figures/robustness.png',
  'lifecycle.json', // written by a command of docs/monitor.md
  'models/away.pth', // where the weights are moved to, to break the API on purpose
  'new_images', // data of one's own
  'prom/prometheus', // an image
  'reports/data_loading.md', // made by the commands of the scale
  'reports/figures/data_loading.png',
  'reports/compression.md',
  'models/pruned.pth',
  '.github/CODEOWNERS', // written for the members by scripts/add_collaborators.sh
  'site', // made by a build of the documentation
  'results.md', // an example of a page of one's own
  'docs/results.md',
]);
/** The path of a model in the registry of Weights & Biases, or what somebody may do on Google Cloud. */
const ELSEWHERE = /^(wandb-registry-model|model-registry|roles)(\/|$)/;
const PATH =
  /(?<![\w/:$@{.~-])(?:(?:\.?[\w-]+\/)+[\w.*-]*|\.?[\w-]+\.(?:py|md|toml|ya?ml|sh|txt|json|dockerfile|lock|pth|ckpt|prof))(?![\w(])/g;

const areThere: Check = {
  name: 'every path that a workflow, a Dockerfile or a document names is there',
  applies: (project) => /^everything( with pip)?$/.test(project.row.name) && has(project, 'docs'),
  run: async (project) => {
    const tracked = (await succeed(project, 'git', ['ls-files'])).stdout.split('\n');
    const names = new Set(tracked.map((path) => basename(path)));
    const wrong = tracked.filter(tellsPaths).flatMap((file) =>
      pathsIn(file, readFileSync(join(project.folder, file), 'utf8'))
        .filter((path) => !NOT_HERE.has(path) && !names.has(path) && !isThere(project, path))
        .map((path) => `${file} names ${path}`),
    );
    if (wrong.length > 0) throw new CheckFailure(wrong.join('\n'));
  },
};

/** A path from the root of the repository or, of a module, from the package. */
function isThere({ folder, row }: Project, path: string): boolean {
  return [folder, join(folder, 'src', row.package)].some((root) => existsSync(join(root, path)));
}

function tellsPaths(file: string): boolean {
  return /^(\.github\/(workflows\/|dependabot)|dockerfiles\/.*\.dockerfile$|\.devcontainer\/|\.pre-commit|docs\/|[A-Z]+\.md$)/.test(file);
}

/** The paths in a file: in a document those in code, elsewhere all of them. Addresses and patterns name no file. */
function pathsIn(file: string, text: string): string[] {
  const code = file.endsWith('.md') ? [...text.matchAll(/```.*?```|`[^`\n]+`/gs)].map(([span]) => span).join('\n') : text;
  const local = code.replaceAll(/\w+:\/\/\S+|uses: \S+|mcr\.\S+/g, '');
  return [...local.matchAll(PATH)]
    .map(([path]) => path.replace(/[/.]+$/, ''))
    .filter((path) => !path.includes('*') && !ELSEWHERE.test(path));
}

export const NAMED_PATH_CHECKS: readonly Check[] = [areThere];
