import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Check, isFull } from '../check.js';
import { has, type Project } from '../emission.js';
import { EMITTED } from '../paths.js';
import { CheckFailure, refuse, run, succeed } from '../process.js';
import { Prometheus, withPrometheusTools } from '../prometheus.js';
import { withServer } from '../server.js';
import { expectCalls, expectNoCalls, noteOf, withStandIns } from '../stand_ins.js';

const CREATE_ALERTS = 'scripts/gcp/create_alerts.sh';
const CREATE_MONITORING = 'scripts/gcp/create_monitoring.sh';
const REHEARSE = 'scripts/gcp/rehearse_alert.sh';

const tested: Check = {
  name: 'Prometheus and Alertmanager take their files, the rules pass their tests, and a limit that moves fails one',
  applies: hasRules,
  run: async (project) => {
    const place = await withPrometheusTools(project);
    await succeed(place, 'promtool', ['check', 'config', 'monitoring/prometheus.yml']);
    await succeed(place, 'promtool', ['check', 'rules', 'monitoring/rules.yml']);
    await succeed(place, 'promtool', ['test', 'rules', 'monitoring/rules_test.yml']);
    await succeed(place, 'amtool', ['check-config', 'monitoring/alertmanager.yml']);
    const folder = join(project.aside, 'moved');
    const rules = readFileSync(join(project.folder, 'monitoring/rules.yml'), 'utf8');
    for (const [now, moved] of MOVED) {
      rmSync(folder, { recursive: true, force: true });
      cpSync(join(project.folder, 'monitoring'), folder, { recursive: true });
      if (!rules.includes(now)) throw new CheckFailure(`The rules do not have ${now}`);
      writeFileSync(join(folder, 'rules.yml'), rules.replaceAll(now, moved));
      const ran = await run({ ...place, folder }, 'promtool', ['test', 'rules', 'rules_test.yml']);
      if (!ran.output.includes('FAILED')) throw new CheckFailure(`No test of the rules fails with ${moved} in the place of ${now}`, ran);
    }
  },
};

/** Mistakes in the rules: an alert that comes too late or never, and one that comes for nothing. */
const MOVED = [
  ['== 0', '== 7'],
  ['absent(up{job="api"})', 'absent(up)'],
  ['0.05 *', '0.5 *'],
  ['0.05 *', '0 *'],
  ['kind!="client"', 'kind!="nobody"'],
  ['>= 5', '>= 500'],
  ['>= 5', '>= 0'],
  ['> 0.5\n', '> 5\n'],
  ['{path=~"/predict.*"}', ''],
  ['> 0.95', '> 1.5'],
  ['> 0.95', '> 0.1'],
  ['>= 100', '>= 10000'],
  ['for: 1m', 'for: 9m'],
  ['for: 2m', 'for: 30m'],
  ['for: 5m', 'for: 50m'],
  ['for: 10m', 'for: 300m'],
] as const;

const firesWhenDown: Check = {
  name: 'a real Prometheus reaches the API, its alerts are silent, and the one for an API that is down fires when it stops',
  applies: hasRules,
  run: async (project) => {
    const prometheus = new Prometheus(await withPrometheusTools(project));
    try {
      await withServer(project, {}, async (server) => {
        await prometheus.start(server.address);
        await prometheus.until(async () => (await prometheus.query('up{job="api"}'))[0] === 1, 'up is not 1');
        await server.ask([200], 'GET', '/health');
        const asked = 'api_requests_total{path="/health"}';
        await prometheus.until(async () => (await prometheus.query(asked)).some((value) => value >= 1), 'It does not count');
        await prometheus.until(async () => (await prometheus.states()).get('ApiDown') === 'inactive', 'It is not silent');
        const loud = [...(await prometheus.states())].filter(([, state]) => state !== 'inactive');
        if (loud.length > 0) throw new CheckFailure(`A healthy API has ${loud.join(' and ')}`);
      });
      await prometheus.until(async () => (await prometheus.states()).get('ApiDown') === 'firing', 'ApiDown does not fire');
    } finally {
      await prometheus.stop();
    }
  },
};

const firesOnErrors: Check = {
  name: 'an API without a model is silent until somebody asks it, then the alert for errors fires',
  applies: hasRules,
  run: async (project) => {
    const prometheus = new Prometheus(await withPrometheusTools(project));
    try {
      await withServer(project, { MODEL_URI: 'file:missing.pth' }, async (server) => {
        await prometheus.start(server.address);
        await prometheus.until(async () => (await prometheus.states()).get('ApiErrors') === 'inactive', 'It is not silent');
        const fires = async (): Promise<boolean> => {
          for (let number = 0; number < 5; number += 1) await server.ask([503], 'GET', '/health');
          return (await prometheus.states()).get('ApiErrors') === 'firing';
        };
        await prometheus.until(fires, 'ApiErrors does not fire');
      });
    } finally {
      await prometheus.stop();
    }
  },
};

const messages: Check = {
  name: 'objectives, dashboard, alerts and channel are messages of the provider, with a wrong field they are not, and their queries are PromQL',
  applies: (project) => isFull(project) && has(project, CREATE_ALERTS),
  run: async (project) => {
    const queries = join(project.aside, 'queries.yml');
    await succeed(project, 'python', [join(EMITTED, 'python', 'monitoring_messages.py'), '.', queries]);
    await succeed(await withPrometheusTools(project), 'promtool', ['check', 'rules', queries]);
    const sameAs = readFileSync(join(project.folder, 'monitoring/rules.yml'), 'utf8').replaceAll(/\s+/g, ' ');
    for (const name of ['errors', 'latency', 'one_class']) {
      const text = readFileSync(join(project.folder, `monitoring/alerts/${name}.yaml`), 'utf8').replaceAll(/\s+/g, ' ');
      const query = /The same as .*?query: >- (.*?) duration:/.exec(text)?.[1];
      if (query === undefined || !sameAs.includes(query)) throw new CheckFailure(`${name}.yaml has another query than rules.yml`);
    }
  },
};

const collector: Check = {
  name: 'the service with the collector is that of the API, with the port that the collector asks and a file that is stored',
  applies: (project) => isFull(project) && has(project, CREATE_MONITORING),
  run: async (project) => {
    await succeed(project, 'python', [join(EMITTED, 'python', 'service_with_collector.py'), '.']);
  },
};

const appliesOnce: Check = {
  name: 'the scripts of the monitoring call nobody in a dry run, create each thing once, and the second time nothing',
  applies: (project) => isFull(project) && has(project, CREATE_MONITORING) && has(project, CREATE_ALERTS),
  run: async (project) => {
    const fakes = await withStandIns(project, 'monitoring', FAKES);
    const { clone } = fakes;
    const scripts = [[CREATE_MONITORING], [CREATE_ALERTS, '--uptime-check'], [REHEARSE], [REHEARSE, '--end']];
    for (const words of scripts) await succeed(clone, 'sh', [...words, '--dry-run']);
    expectNoCalls(fakes);
    for (const words of scripts.slice(0, 3)) await succeed(clone, 'sh', words);
    const policies = readdirSync(join(clone.folder, 'monitoring/alerts')).map((name) => `monitoring/alerts/${name}`);
    for (const file of [...policies, 'monitoring/rehearsal.yaml']) {
      const created = fakes.calls().filter((call) => call.includes(`policies create --policy-from-file ${file} --notification-channels`));
      if (created.length !== 1) throw new CheckFailure(`${file} was created ${created.length} times`);
    }
    expectCalls(fakes, EXPECTED);
    expectKnownFlags(fakes.calls());
    if (fakes.calls().some((call) => call.includes('ya29'))) throw new CheckFailure('The token is in the list of processes');
    writeFileSync(join(fakes.home, 'made'), '');
    fakes.forgetCalls();
    for (const words of scripts) await succeed(clone, 'sh', words);
    expectCalls(fakes, [/policies update \S+ --policy-from-file monitoring\/alerts\/errors\.yaml/, /policies delete/, /--request PATCH/]);
    expectKnownFlags(fakes.calls());
    expectNoCalls(fakes, / (create|add) |--request POST/);
  },
};

const EXPECTED = [
  /secrets create run-monitoring/,
  /secrets versions add run-monitoring --data-file monitoring\/collector\.yaml/,
  /projects add-iam-policy-binding the-project .*runtime@the-project.* --role roles\/monitoring\.metricWriter/,
  /--request POST .*\/services\?serviceId=run-/,
  /--request POST .*serviceLevelObjectiveId=slo$/,
  /--request POST .*serviceLevelObjectiveId=slo-latency$/,
  /monitoring dashboards create --config-from-file monitoring\/dashboard\.json/,
  /beta monitoring channels create .*--channel-labels email_address=ada@example\.org/,
  /monitoring uptime create .*host=api-xyz\.run\.app,project_id=the-project .*--path \/health/,
];

const saysWhatIsMissing: Check = {
  name: 'the scripts of the monitoring say in one sentence who is not there',
  applies: (project) => isFull(project) && has(project, CREATE_ALERTS),
  run: async (project) => {
    const { clone } = await withStandIns(project, 'monitoring-missing', FAKES);
    const missing = [
      [[CREATE_ALERTS], { NOBODY: 'yes' }, /nobody is logged in.*gcloud auth login/],
      [[CREATE_ALERTS], { ACCOUNT: 'robot@the-project.iam.gserviceaccount.com' }, /nobody to write to.*--email/],
      [[CREATE_ALERTS, '--uptime-check'], { NO_API: 'yes' }, /the API is not deployed.*deploy_run\.sh/],
      [[REHEARSE], { NO_API: 'yes' }, /the API is not deployed.*deploy_run\.sh/],
      [[CREATE_ALERTS, '--email'], {}, /usage: /],
      [[CREATE_MONITORING, '--unknown'], {}, /usage: /],
    ] as const;
    for (const [words, env, sentence] of missing) {
      const ran = await refuse(clone, sentence, 'sh', words, { env });
      const said = ran.output.split('\n').filter((line) => line !== '' && !line.startsWith('+ '));
      if (said.length !== 1) throw new CheckFailure('It says more than one sentence', ran);
    }
  },
};

function hasRules(project: Project): boolean {
  return isFull(project) && has(project, 'monitoring/rules.yml');
}

const GCLOUD = [
  noteOf('gcloud'),
  'case "$*" in',
  '  "auth list"*) [ -n "${NOBODY:-}" ] || echo ada@example.org ;;',
  '  "auth print-access-token"*) echo ya29.token ;;',
  '  "config get-value account"*) echo "${ACCOUNT:-ada@example.org}" ;;',
  '  "config get"*) echo the-project ;;',
  '  "projects describe"*) echo 4711 ;;',
  '  "run services describe"*) [ -n "${NO_API:-}" ] || echo https://api-xyz.run.app ;;',
  '  "secrets versions access"*) if [ -f "$home/made" ]; then cat monitoring/collector.yaml; else exit 1; fi ;;',
  '  *"channels create"*) touch "$home/channel" ;;',
  '  *"channels list"*) if [ -f "$home/channel" ]; then echo projects/p/notificationChannels/1; fi ;;',
  '  *" list "* | *list-configs*) if [ -f "$home/made" ]; then echo projects/p/things/1; fi ;;',
  '  *" describe "*) test -f "$home/made" ;;',
  'esac',
];
/** It answers 404 for what was not made yet, as a `curl --fail` does. */
const CURL = [noteOf('curl'), 'case "$*" in', '  *"--request GET"*) test -f "$home/made" || exit 22 ;;', 'esac'];
/** What they are asked for is there once `made` is. */
const FAKES = { gcloud: GCLOUD.join('\n'), curl: CURL.join('\n') };

/** Each flag is one that the real client knows, for the command with which it stands. */
function expectKnownFlags(calls: readonly string[]): void {
  const table = readFileSync(join(EMITTED, 'python', 'gcloud_flags.txt'), 'utf8').split('\n');
  const rows = table.filter((line) => line !== '' && !line.startsWith('#')).map((line) => line.split(' '));
  const known = new Map(rows.map((row) => [row.filter((word) => !word.startsWith('--')).join(' '), row]));
  for (const call of calls.filter((line) => line.startsWith('gcloud '))) {
    const words = call.split(' ').slice(1);
    const sizes = words.map((_, index) => words.length - index);
    const command = sizes.map((size) => words.slice(0, size).join(' ')).find((name) => known.has(name));
    if (command === undefined) throw new CheckFailure(`gcloud has no such command: ${call}`);
    const flags = [...(known.get(command) ?? []), ...(known.get('*') ?? [])].map((flag) => flag.replace('=', ''));
    const unknown = words.filter((word) => word.startsWith('--') && !flags.includes(word.replace(/=.*/, '')));
    if (unknown.length > 0) throw new CheckFailure(`gcloud ${command} does not know ${unknown.join(', ')}`);
  }
}

export const ALERT_CHECKS: readonly Check[] = [tested, firesWhenDown, firesOnErrors, messages, collector, appliesOnce, saysWhatIsMissing];
