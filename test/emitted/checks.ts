import type { Check } from './check.js';
import { API_CHECKS } from './checks/api.js';
import { COMPOSE_CHECKS } from './checks/compose.js';
import { CONTRACT_CHECKS } from './checks/contract.js';
import { DATA_CHECKS } from './checks/data.js';
import { DAY_FIFTEEN_CHECKS } from './checks/day_fifteen.js';
import { DVC_CHECKS } from './checks/dvc.js';
import { FRONTEND_CHECKS } from './checks/frontend.js';
import { HOOK_CHECKS } from './checks/hooks.js';
import { INSTALL_CHECKS } from './checks/install.js';
import { LARGE_CHECKS } from './checks/large.js';
import { LIGHTNING_CHECKS } from './checks/lightning.js';
import { METRICS_CHECKS } from './checks/metrics.js';
import { MISSING_TOOL_CHECKS } from './checks/missing_tools.js';
import { NAMED_PATH_CHECKS } from './checks/named_paths.js';
import { OWN_DATA_CHECKS } from './checks/own_data.js';
import { PROFILING_CHECKS } from './checks/profiling.js';
import { QUALITY_CHECKS } from './checks/quality.js';
import { REPOSITORY_CHECKS } from './checks/repository.js';
import { SETTINGS_CHECKS } from './checks/settings.js';
import { STEP_CHECKS } from './checks/steps.js';
import { TEAM_CHECKS } from './checks/team.js';
import { TESTS_WITH_DATA, TESTS_WITHOUT_DATA } from './checks/tests.js';
import { TRAINING_CHECKS } from './checks/training.js';
import { WHEEL_CHECKS } from './checks/wheel.js';
import { WORKFLOW_CHECKS } from './checks/workflows.js';
import type { Project } from './emission.js';
import { CheckFailure } from './process.js';

/** In the order of a repository's life: what comes later uses what came before. */
const ALL: readonly Check[] = [
  ...INSTALL_CHECKS,
  ...QUALITY_CHECKS,
  ...TESTS_WITHOUT_DATA,
  ...DATA_CHECKS,
  ...TRAINING_CHECKS,
  ...LIGHTNING_CHECKS,
  ...PROFILING_CHECKS,
  ...SETTINGS_CHECKS,
  ...TESTS_WITH_DATA,
  ...API_CHECKS,
  ...FRONTEND_CHECKS,
  ...OWN_DATA_CHECKS,
  ...CONTRACT_CHECKS,
  ...METRICS_CHECKS,
  ...WHEEL_CHECKS,
  ...STEP_CHECKS,
  ...DVC_CHECKS,
  ...HOOK_CHECKS,
  ...TEAM_CHECKS,
  ...WORKFLOW_CHECKS,
  ...COMPOSE_CHECKS,
  ...MISSING_TOOL_CHECKS,
  ...NAMED_PATH_CHECKS,
  ...REPOSITORY_CHECKS,
];

/** A check by its name. */
export function findCheck(name: string): Check {
  const found = ALL.find((check) => check.name === name);
  if (found === undefined) throw new CheckFailure(`No check is called ${name}`);
  return found;
}

/** The checks that hold for a repository. */
export function checksOf(project: Project): readonly Check[] {
  if (project.row.large === true) return [...ALL.filter(({ essential }) => essential), ...LARGE_CHECKS];
  const checks = project.row.dayFifteen === undefined ? ALL : DAY_FIFTEEN_CHECKS;
  return checks.filter(({ applies }) => applies?.(project) ?? true);
}
