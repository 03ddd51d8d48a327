import { IMAGE_CHECKS } from './images.js';

/** What shows by its effect that a task of the checklist works. */
export interface TaskEvidence {
  /** Checks of a row, in the order in which they are told. */
  readonly shown: readonly Shown[];
  /** What of the task was not run for real, and why. */
  readonly notRun?: string;
}

/** A check of a row. */
export interface Shown {
  readonly row: 'everything' | 'images';
  readonly check: string;
  /** Words of its commands that show the effect; without them it is one that the checklist of the pack names, or else its last one. */
  readonly commands: readonly string[];
}

const NO_CLOUD =
  'There is no account of Google Cloud here: a stand-in for `gcloud`, which refuses options that the real one does not know.';
const NO_BUCKET = 'There is no account of Google Cloud here: an emulator of its storage on the same machine.';
const NO_WANDB = 'There is no account of Weights & Biases here: offline runs, and stand-ins for its servers.';
const NO_GITHUB = 'GitHub was not asked: a stand-in for `gh` writes down what it is asked.';
const NO_RUNNER = 'Not on a runner of GitHub: each step as a script in a fresh checkout, with packages that are there already.';
const NO_ENGINE = 'No engine of Docker here: buildah, with an image made here in the place of the one of Python.';

const STEPS_OF_WORKFLOWS = 'every step of its workflows succeeds as a script in a fresh checkout';
const IMAGES_ARE_BUILT =
  'its images are built: they train one epoch, evaluate it, answer /health and /predict, and show the page in front of that';

const OF_IMAGES: ReadonlySet<string> = new Set(IMAGE_CHECKS.map(({ name }) => name));

/** Each task of the checklist with what shows it. */
export const TASK_EVIDENCE: Readonly<Record<string, TaskEvidence>> = {
  'git-repository': shownBy(
    ['git ignores secrets, environments and runs, and sees what belongs in it'],
    ['git shows nothing but what the README says to commit'],
  ),
  'team-write-access': rehearsed(
    NO_GITHUB,
    ['its script invites every member once, nobody in a dry run, and refuses what is no name', 'add_collaborators.sh'],
    ['its script sets every rule of the branch, and none in a dry run', 'protect_main.sh'],
  ),
  environment: shownBy(['it installs in editable form, and pip finds no conflict', 'pip install', 'pip check']),
  'project-structure': shownBy(
    ['every module can be imported, from any folder'],
    ['every command of the installed package answers --help'],
  ),
  'data-module': shownBy(
    ['the data is fetched, without a network', 'data fetch'],
    ['preprocessing twice gives the same bytes', 'data preprocess'],
  ),
  'model-and-training': shownBy(
    ['training takes at most 30 seconds, and the loss falls', 'pkgname.train'],
    ['another process reloads the checkpoint, and finds it right on enough of the test items', 'pkgname.evaluate'],
  ),
  'dependency-files': shownBy(['every package that it imports is declared, and every declared one is used']),
  'code-style': shownBy(['ruff finds nothing to say'], ['ruff would format nothing differently']),
  'typing-and-docstrings': shownBy(['mypy finds nothing to say']),
  'data-version-control': shownBy(
    ['the pipeline runs every step, and nothing the second time', 'dvc repro'],
    ['pushed, wiped and pulled, data and model are the same bytes', 'dvc push', 'dvc pull'],
    ['a new version of the data is recorded, and two tags lead back and forth', 'dvc checkout'],
  ),
  'cli-and-project-commands': shownBy(
    ['every command of the installed package answers --help'],
    ['every invoke task can be called, and prints its commands when dry', 'invoke --list'],
  ),
  dockerfiles: rehearsed(
    NO_ENGINE,
    ['linters of workflows, of Dockerfiles and of shell scripts find nothing', 'hadolint'],
    [IMAGES_ARE_BUILT],
    ['its images run as a user by number, and hold nothing that installs or compiles'],
  ),
  'docker-build': rehearsed(NO_ENGINE, [IMAGES_ARE_BUILT]),
  'experiment-configs': shownBy([
    'each experiment composes, without a training, to a configuration with every value resolved',
    'experiment=',
  ]),
  hydra: shownBy(
    ['a Hydra override lands in the output of the run, and the log has its lines', 'seed=5'],
    ['each job of a multirun has weights and metrics of its own, returns what a sweep minimises, and touches no plain run', '--multirun'],
    ['the script that proves the reproducibility says so'],
  ),
  profiling: shownBy(['the profile counts the calls of the training, and the trace has its steps', 'profile_training.py']),
  logging: shownBy(
    ['at the level WARNING the terminal shows no line of the training, and the log of the run has all of them', 'LOGURU_LEVEL=WARNING'],
    ['an error that ends a run is one line on the terminal, and in the log of the run with its traceback', 'epochs=0'],
  ),
  wandb: rehearsed(NO_WANDB, [
    'nothing is recorded until it is asked for; an offline run then has what metrics.json has',
    'WANDB_MODE=offline python -m pkgname.train',
  ]),
  sweep: rehearsed(
    NO_WANDB,
    [
      'two trials of a sweep leave different results in folders of their own, and the best one is named with its settings',
      'tracking.sweep',
    ],
    ['the file of the sweep is one that Weights & Biases takes, and names a metric that a training logs', 'configs/sweep.yaml'],
  ),
  lightning: shownBy(['another process reloads the checkpoint of Lightning, and it holds the best epoch', 'pkgname.train']),
  'data-tests': shownBy(['its tests pass within 60 seconds, with the data present', 'pytest']),
  'model-and-training-tests': shownBy(['its tests pass within 60 seconds, with the data present', 'pytest']),
  coverage: shownBy(
    ['its tests pass with the data absent, and cover what they promise', 'coverage run', 'coverage report'],
    ['the coverage has a floor worth its name, and leaves the tests themselves out'],
  ),
  'ci-tests': rehearsed(
    NO_RUNNER,
    [STEPS_OF_WORKFLOWS, 'pytest'],
    ['each of its workflows fails where what it looks at is wrong', 'pytest'],
  ),
  'ci-matrix-and-cache': rehearsed(
    NO_RUNNER,
    ['linters of workflows, of Dockerfiles and of shell scripts find nothing', 'github-workflows'],
    [STEPS_OF_WORKFLOWS, 'pytest'],
  ),
  'ci-linting': rehearsed(
    NO_RUNNER,
    [STEPS_OF_WORKFLOWS, 'ruff check'],
    ['each of its workflows fails where what it looks at is wrong', 'ruff check'],
  ),
  'pre-commit': shownBy(['its hooks change nothing in a fresh repository, and stop a commit that they have to fix', 'pre-commit run']),
  'data-change-workflow': rehearsed(
    NO_RUNNER,
    ['the report of the data has the counts of the raw files, and links to figures that are there', 'pkgname.data_report'],
    ['the workflow of the data starts for every file that DVC writes for a change, and for no other', 'dvc add'],
  ),
  'model-registry-workflow': rehearsed(
    NO_WANDB,
    ['the tests of a staged model fail a slow one, a worse one and one of other classes', 'test_staged_model.py'],
    [
      'its workflow starts by an event, by hand and by a command, and gives the alias only to a model that has passed',
      'tracking.registry stage wandb:',
    ],
  ),
  'gcp-bucket-remote': rehearsed(
    NO_BUCKET,
    ['pushed to a bucket, wiped and pulled, data and model are the same bytes', 'dvc push', 'dvc pull'],
    ['its script creates the bucket and all that belongs to it once, and in a dry run calls nobody', '--repository'],
  ),
  'image-build-trigger': rehearsed(
    NO_CLOUD,
    ['its images are built under the name of the commit, and its trigger is made once and then brought up to date', 'create_trigger.sh'],
    ['its build makes and pushes each image of its services from a Dockerfile that is there, and uses each substitution that it declares'],
  ),
  'cloud-training': rehearsed(
    NO_CLOUD,
    ['its training on Vertex AI gets data and image, and says what is missing at each step', 'vertex_train.sh'],
    ['its virtual machine trains, keeps the weights in the bucket, and is deleted even where the training fails', 'create_vm.sh'],
  ),
  'fastapi-inference': shownBy(['the API predicts, refuses what it cannot read, and describes itself', 'uvicorn', 'POST /predict']),
  'cloud-deploy': rehearsed(
    NO_CLOUD,
    ['the command of its containers listens on PORT on every address, as Cloud Run asks it to', 'GET /health'],
    [
      'its deployment waits for the API, hands its address to the page, and leaves what runs alone where something is missing',
      'deploy_run.sh',
    ],
    ['its function answers as the API does: a prediction, 422 to what is no item, 503 without a model'],
  ),
  'api-tests': shownBy(['its tests pass within 60 seconds, with the data present', 'pytest']),
  'load-test': shownBy(
    ['a load test of a few seconds on this machine has no failures, and leaves its figures as CSV and as a page', 'load-test'],
    [
      'a load test fails on an API that is slow, answers errors or leaves out predictions, with a sentence that names the threshold',
      '--max-p95',
    ],
  ),
  'specialised-serving': shownBy(
    ['the exported model is one file, computes what PyTorch computes on batches of 1, 2 and 33, and is compared in a table', 'export_onnx'],
    ['BentoML serves the exported model on this machine, and its client gets predictions', 'bentoml_client'],
  ),
  frontend: shownBy(
    ['the frontend has a form for its kind of data, and shows what the running API predicts for an item and for a file'],
    ['the frontend serves its page, and a port in use is one sentence', 'frontend_app', 'GET /'],
  ),
  'drift-robustness': shownBy(
    ['over twenty seeds, drift is found in every shifted copy and at most once in a resample or in data that have not changed'],
    ['the report on the raw data has a verdict and a page with figures, and its status is 3 where there is drift', 'drift.report'],
    ['the curves of robustness begin at the accuracy of the evaluation and come with a figure'],
  ),
  'io-collection': shownBy([
    'each request leaves one record with time, version, features and prediction, also twenty at once, and none without a place',
    'uvicorn',
    'POST /predict',
  ]),
  'drift-api': rehearsed(
    NO_CLOUD,
    ['the drift API makes sense of 0, 1 and 50 records, and finds the drift that the client sends to the API', 'GET /report'],
    ['its drift API is deployed with the reference that it compares with, and without one it says how to make it', 'deploy_drift.sh'],
  ),
  'api-metrics': shownBy([
    'a prediction, a mistake and an unknown path raise their counters by one, and what the API shows is in order',
    'GET /metrics',
  ]),
  'cloud-monitoring': rehearsed(
    NO_CLOUD,
    [
      'objectives, dashboard, alerts and channel are messages of the provider, with a wrong field they are not, and their queries are PromQL',
    ],
    ['the scripts of the monitoring call nobody in a dry run, create each thing once, and the second time nothing', 'create_monitoring.sh'],
  ),
  alerts: rehearsed(
    NO_CLOUD,
    ['a real Prometheus reaches the API, its alerts are silent, and the one for an API that is down fires when it stops', 'prometheus'],
    ['Prometheus and Alertmanager take their files, the rules pass their tests, and a limit that moves fails one', 'promtool test rules'],
    ['the scripts of the monitoring call nobody in a dry run, create each thing once, and the second time nothing', 'create_alerts.sh'],
  ),
  'parallel-data-loading': shownBy([
    'the benchmark of the data loading has compared the batches of every number of workers, and leaves a table and a plot',
    '--repeats',
  ]),
  'distributed-training': shownBy(
    ['two processes have each item once, end with equal weights, and one writes', 'two_processes.py'],
    [
      'torchrun trains with the settings of the training, leaves its files and weights that evaluate reads, and says what does not go',
      'epochs=2',
    ],
  ),
  'model-compression': shownBy([
    'the table of the compression has every variant, with the sparsity asked for and an accuracy that stays',
    '--amount',
  ]),
  'docs-site': shownBy([
    'its documentation builds strictly, and every public class and function is on a page, also a new one',
    'mkdocs build',
  ]),
  'docs-publish': rehearsed('Not on GitHub Pages: a bare repository on the same machine.', [
    'its documentation is published on gh-pages of a bare repository, once, and then on top of what is there',
    'publish_docs.sh',
  ]),
  'project-description-review': shownBy(['its description counts where people wrote it: not the template, and every heading is asked for']),
  'architecture-diagram': shownBy([
    'its diagram has a box for each part, in both forms, and its words are apart; it stays the same, and keeps what people changed',
  ]),
  'shared-understanding': rehearsed(NO_GITHUB, [
    'each of its tasks is once in the list of who did what, and becomes one issue: none in a dry run, and none the second time',
    'contributions.py',
    'create_issues.sh',
  ]),
  'upload-to-github': rehearsed('GitHub was not asked: a bare repository on the same machine.', [
    'it is published once, and the check before the hand-in finds a dirty tree, a key and a missing figure',
    'publish.sh',
    'hand_in_check.py',
  ]),
};

/** The rows whose checks show something. */
export const EVIDENT_ROWS: ReadonlySet<string> = new Set(Object.values(TASK_EVIDENCE).flatMap(({ shown }) => shown.map(({ row }) => row)));

/** A check by its name, with words of the commands in it that show the effect. */
type Named = readonly [check: string, ...commands: string[]];

function shownBy(...checks: readonly Named[]): TaskEvidence {
  return { shown: checks.map(([check, ...commands]) => ({ row: OF_IMAGES.has(check) ? 'images' : 'everything', check, commands })) };
}

function rehearsed(notRun: string, ...checks: readonly Named[]): TaskEvidence {
  return { ...shownBy(...checks), notRun };
}
