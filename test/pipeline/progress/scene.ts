import type { Pack, Task } from '../../../generators/pipeline/pack/pack.js';
import { readPack } from '../../packs/pack_folder.js';

/** A pack with an artifact task that others need, a task of another stage with a file of the same name, and two practices. */
export function loadFixture(): Promise<Pack> {
  return readPack({
    'pack.yml': `id: x
title: X
groups: { w: Week }
tasks:
  a: { wording: "Make an API.", group: w, id: 1 }
  b: { wording: Make another, group: w }
  talk: { wording: "Talk to each other.", group: w, kind: practice }
  push: { wording: Push it, group: w, kind: practice }
  cloud: { wording: Deploy it, group: w }
  free: { wording: Think, group: w }
`,
    's/stage.yml': `tasks:
  a:
    artifacts: [pkgname/api.py, pkgname/empty.py, pkgname/app/]
    evidence:
      - [{ kind: content, path: "**/*.py", text: "x = 1" }, { kind: imports, module: fastapi }]
      - { kind: invoke, task: serve }
  talk:
    artifacts: [talk.md]
    evidence: [{ kind: declared, what: "Do you talk?" }]
  push:
    evidence: [{ kind: git, what: remote }, { kind: declared, what: "Is all of it there?" }]
  cloud:
    artifacts: [deploy.sh]
    evidence: [{ kind: content, path: "**/*.sh", text: gcloud run deploy }, { kind: declared, what: "At which address?" }]
`,
    's/files/pkgname/api.py': 'x = 1\n',
    's/files/pkgname/empty.py': '"""Nothing."""\n',
    's/files/pkgname/app/one.py': 'y = 1\n',
    's/files/pkgname/app/two.py': 'y = 2\n',
    's/files/talk.md': 'Talk.\n',
    's/files/deploy.sh': 'gcloud run deploy\n',
    'b/stage.yml': 'tasks: { b: { artifacts: [other/api.py] } }\n',
    'b/files/other/api.py': 'z = 1\n',
  });
}

/** A task of a pack. */
export function task({ tasks }: Pack, slug: string): Task {
  const found = tasks.find((each) => each.slug === slug);
  if (found === undefined) throw new Error(`there is no task ${slug}`);
  return found;
}
