import type { Check } from './check.js';
import { ALERT_CHECKS } from './checks/alerts.js';
import { API_CHECKS } from './checks/api.js';
import { BUCKET_CHECKS } from './checks/bucket.js';
import { CLOUD_CHECKS } from './checks/cloud.js';
import { COLD_START_CHECKS } from './checks/cold_start.js';
import { COLLECTION_CHECKS } from './checks/collection.js';
import { COMPOSE_CHECKS } from './checks/compose.js';
import { COMPRESSION_CHECKS } from './checks/compression.js';
import { CONTRACT_CHECKS } from './checks/contract.js';
import { CONTRIBUTION_CHECKS } from './checks/contributions.js';
import { DATA_CHECKS } from './checks/data.js';
import { DATA_CHANGE_CHECKS } from './checks/data_change.js';
import { DAY_FIFTEEN_CHECKS } from './checks/day_fifteen.js';
import { DEPLOY_CHECKS } from './checks/deploy.js';
import { DEPLOY_SCRIPT_CHECKS } from './checks/deploy_scripts.js';
import { DOCS_CHECKS } from './checks/docs.js';
import { DRIFT_CHECKS } from './checks/drift.js';
import { DVC_CHECKS } from './checks/dvc.js';
import { FRONTEND_CHECKS } from './checks/frontend.js';
import { HOOK_CHECKS } from './checks/hooks.js';
import { INSTALL_CHECKS } from './checks/install.js';
import { LARGE_CHECKS } from './checks/large.js';
import { LIGHTNING_CHECKS } from './checks/lightning.js';
import { LOAD_CHECKS } from './checks/load.js';
import { METRICS_CHECKS } from './checks/metrics.js';
import { MISSING_TOOL_CHECKS } from './checks/missing_tools.js';
import { NAMED_PATH_CHECKS } from './checks/named_paths.js';
import { OWN_DATA_CHECKS } from './checks/own_data.js';
import { PROFILING_CHECKS } from './checks/profiling.js';
import { QUALITY_CHECKS } from './checks/quality.js';
import { REGISTRY_CHECKS } from './checks/registry.js';
import { REMOVAL_CHECKS } from './checks/removed.js';
import { REPORT_CHECKS } from './checks/report.js';
import { REPOSITORY_CHECKS } from './checks/repository.js';
import { SCALE_CHECKS } from './checks/scale.js';
import { SERVING_CHECKS } from './checks/serving.js';
import { SETTINGS_CHECKS } from './checks/settings.js';
import { STEP_CHECKS } from './checks/steps.js';
import { TEAM_CHECKS } from './checks/team.js';
import { TELEMETRY_CHECKS } from './checks/telemetry.js';
import { TESTS_WITH_DATA, TESTS_WITHOUT_DATA } from './checks/tests.js';
import { TRACKING_CHECKS } from './checks/tracking.js';
import { FIRST_TRAINING, TRAINING_CHECKS } from './checks/training.js';
import { WHEEL_CHECKS } from './checks/wheel.js';
import { WORKFLOW_CHECKS } from './checks/workflows.js';
import { FLAT_CHECKS, isFlat, YEAR_CHECKS } from './checks/years.js';
import type { Project } from './emission.js';
import { CheckFailure } from './process.js';
import { isYearRow } from './years.js';

/** The modules with checks, in the order of a repository's life: what comes later uses what came before. */
const MODULES: readonly (readonly [file: string, checks: readonly Check[]])[] = [
  ['install.ts', INSTALL_CHECKS],
  ['quality.ts', QUALITY_CHECKS],
  ['tests.ts', TESTS_WITHOUT_DATA],
  ['data.ts', DATA_CHECKS],
  ['training.ts', TRAINING_CHECKS],
  ['lightning.ts', LIGHTNING_CHECKS],
  ['profiling.ts', PROFILING_CHECKS],
  ['settings.ts', SETTINGS_CHECKS],
  ['tracking.ts', TRACKING_CHECKS],
  ['tests.ts', TESTS_WITH_DATA],
  ['api.ts', API_CHECKS],
  ['load.ts', LOAD_CHECKS],
  ['serving.ts', SERVING_CHECKS],
  ['scale.ts', SCALE_CHECKS],
  ['compression.ts', COMPRESSION_CHECKS],
  ['frontend.ts', FRONTEND_CHECKS],
  ['telemetry.ts', TELEMETRY_CHECKS],
  ['alerts.ts', ALERT_CHECKS],
  ['collection.ts', COLLECTION_CHECKS],
  ['drift.ts', DRIFT_CHECKS],
  ['own_data.ts', OWN_DATA_CHECKS],
  ['contract.ts', CONTRACT_CHECKS],
  ['metrics.ts', METRICS_CHECKS],
  ['wheel.ts', WHEEL_CHECKS],
  ['steps.ts', STEP_CHECKS],
  ['cold_start.ts', COLD_START_CHECKS],
  ['registry.ts', REGISTRY_CHECKS],
  ['dvc.ts', DVC_CHECKS],
  ['bucket.ts', BUCKET_CHECKS],
  ['cloud.ts', CLOUD_CHECKS],
  ['data_change.ts', DATA_CHANGE_CHECKS],
  ['deploy.ts', DEPLOY_CHECKS],
  ['deploy_scripts.ts', DEPLOY_SCRIPT_CHECKS],
  ['docs.ts', DOCS_CHECKS],
  ['hooks.ts', HOOK_CHECKS],
  ['team.ts', TEAM_CHECKS],
  ['report.ts', REPORT_CHECKS],
  ['contributions.ts', CONTRIBUTION_CHECKS],
  ['workflows.ts', WORKFLOW_CHECKS],
  ['compose.ts', COMPOSE_CHECKS],
  ['missing_tools.ts', MISSING_TOOL_CHECKS],
  ['named_paths.ts', NAMED_PATH_CHECKS],
  ['repository.ts', REPOSITORY_CHECKS],
];
/** Those of rows that are asked less. */
const OTHER_MODULES: typeof MODULES = [
  ['large.ts', LARGE_CHECKS],
  ['day_fifteen.ts', DAY_FIFTEEN_CHECKS],
  ['removed.ts', REMOVAL_CHECKS],
  ['years.ts', [...YEAR_CHECKS, ...FLAT_CHECKS]],
];
/** What training and its surroundings are asked; the rest is about serving, the cloud and the repository. */
const OF_TRAINING: ReadonlySet<string> = new Set([
  ...['lightning.ts', 'profiling.ts', 'settings.ts', 'tracking.ts', 'registry.ts', 'scale.ts', 'compression.ts', 'own_data.ts'],
  ...['contract.ts', 'metrics.ts', 'wheel.ts', 'steps.ts', 'cold_start.ts', 'dvc.ts', 'bucket.ts', 'data_change.ts'],
]);
/** What every repository is asked: nothing else makes sense without it. */
const ALWAYS: ReadonlySet<string> = new Set(['install.ts', 'quality.ts', 'tests.ts', 'data.ts', 'training.ts', 'repository.ts']);
/** The halves of the checks that changes are asked in turn: all have passed with the same files and checks, as their record says. */
export const TURNS = ['training', 'serving'] as const;
export type Turn = (typeof TURNS)[number];
/** What people's own data, models and metrics do to a repository. */
const OWN: readonly Check[] = [...OWN_DATA_CHECKS, ...CONTRACT_CHECKS, ...METRICS_CHECKS, ...WHEEL_CHECKS];
/** What a task that is gone would leave behind: a name, an import, a file, a package. */
const AFTER_REMOVAL: readonly Check[] = [
  ...REMOVAL_CHECKS,
  ...INSTALL_CHECKS,
  ...QUALITY_CHECKS,
  ...TESTS_WITHOUT_DATA,
  ...DATA_CHECKS,
  ...FIRST_TRAINING,
  ...REPOSITORY_CHECKS,
];
/** What an earlier year is asked that has the layout of the newest: the way from an installation to an API. */
const OF_YEARS: readonly Check[] = [
  ...INSTALL_CHECKS,
  ...QUALITY_CHECKS,
  ...TESTS_WITHOUT_DATA,
  ...DATA_CHECKS,
  ...FIRST_TRAINING,
  ...TESTS_WITH_DATA,
  ...API_CHECKS,
  ...YEAR_CHECKS,
  ...REPOSITORY_CHECKS,
];
/** What looks for lines in README.md: people who have edited theirs keep it as it is, and nothing is added to it. */
const IN_OUR_README: readonly Check[] = REPORT_CHECKS.filter(({ name }) => name.startsWith('its diagram '));
const ALL = MODULES.flatMap(([, checks]) => checks);

/** A check by its name. */
export function findCheck(name: string): Check {
  const found = ALL.find((check) => check.name === name);
  if (found === undefined) throw new CheckFailure(`No check is called ${name}`);
  return found;
}

/** The checks that hold for a repository. */
export function checksOf(project: Project): readonly Check[] {
  if (project.row.large === true) return [...ALL.filter(({ essential }) => essential), ...LARGE_CHECKS];
  if (isYearRow(project.row)) {
    const asked = isFlat(project) ? [...FLAT_CHECKS, ...YEAR_CHECKS] : OF_YEARS;
    return asked.filter((check) => check.applies?.(project) ?? true);
  }
  if (project.row.removed !== undefined) return AFTER_REMOVAL.filter((check) => check.applies?.(project) ?? true);
  const all = project.row.dayFifteen === undefined ? ALL : DAY_FIFTEEN_CHECKS;
  const checks = project.row.ownOnly === true ? all.filter((check) => check.essential === true || OWN.includes(check)) : all;
  const suited = project.row.addedLater === true ? checks.filter((check) => !IN_OUR_README.includes(check)) : checks;
  return suited.filter((check) => check.applies?.(project) ?? true);
}

/** What looks at what all the others have left behind: it is asked where all of them are. */
export const OF_ALL: readonly Check[] = NAMED_PATH_CHECKS;

/** Whether a check is asked in a turn: one of a module that is always asked, or of none, is asked in both. */
export function isInTurn(check: Check, turn: Turn): boolean {
  if (OF_ALL.includes(check)) return false;
  const file = MODULES.find(([, checks]) => checks.includes(check))?.[0];
  return file === undefined || ALWAYS.has(file) || OF_TRAINING.has(file) === (turn === 'training');
}

/** Which modules of `checks/` hold no check for a repository. */
export function modulesWithout(project: Project): ReadonlySet<string> {
  const asked = new Set(checksOf(project));
  const modules = [...MODULES, ...OTHER_MODULES];
  const files = modules.filter(([, checks]) => checks.some((check) => asked.has(check))).map(([file]) => file);
  return new Set(modules.map(([file]) => file).filter((file) => !files.includes(file)));
}
