import { CLOUD_CHECKS } from './checks/cloud.js';
import { CheckFailure } from './process.js';

const only = process.argv[2] ?? '';
const env = Object.fromEntries(Object.entries(process.env).flatMap(([k, v]) => (v === undefined ? [] : [[k, v]])));
const project = {
  folder: '/tmp/h/deploy_try',
  env,
  aside: '/tmp/h/deploy_scratch/aside',
  pyproject: {},
  row: { name: 'everything', tasks: 'everything', flags: [], kind: 'full', package: 'digits_demo', own: true },
} as never;
for (const check of CLOUD_CHECKS) {
  if (!check.name.includes(only)) continue;
  const t = Date.now();
  try {
    await check.run(project);
    console.log('ok', Date.now() - t, check.name);
  } catch (e) {
    console.log('FAILED', check.name, e instanceof CheckFailure ? e.report : e);
  }
}
